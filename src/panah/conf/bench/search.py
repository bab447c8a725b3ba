"""Name search over 300,000 made-up people: recall by kind of noise, and CPU against LIKE."""

from collections.abc import Iterator
from datetime import date
from random import Random

from django.db import connection

from panah.conf.bench.measuring import Figure, backend_pid, cpu_seconds
from panah.conf.bench.noise import KINDS, FullName
from panah.foundation.name_key import skeleton
from panah.foundation.persian import fold, sort_key
from panah.registry.models import LifeEvent, NameToken, Party, Person, PersonName
from panah.registry.operations.vocabulary import name_tokens, rebuild_vocabulary
from panah.registry.queries.search import find_persons
from panah.registry.synthetic.names import Word, family_name, given_name, group_of_names
from panah.registry.words import Sex

PEOPLE = 300_000
QUERIES = 60
SEED = 1405
AT_ONCE = 10_000
SUFFIXES = (
    ("", ""),
    ("زاده", "zada"),
    ("یار", "yar"),
    ("پور", "poor"),
    ("خیل", "khel"),
    ("وال", "wal"),
    ("نیا", "nia"),
)
RECALL, RECALL_EACH, OF_LIKE = 0.93, 0.85, 0.5


def figures(*, people: int = PEOPLE, queries: int = QUERIES) -> Iterator[Figure]:
    """Make the people, ask the frozen questions, and give the figures."""
    _make(people)
    asked = _questions(people, queries)
    hits = dict.fromkeys(KINDS, 0)
    backend = backend_pid()
    begun = cpu_seconds(backend)
    for kind, text, name in asked:
        finds = find_persons(text, scope=None, limit=10)
        hits[kind] += any(_answers(find.person.name, text, name) for find in finds)
    search = (cpu_seconds(backend) - begun) / len(asked)
    for kind, count in hits.items():
        yield Figure(
            f"recall at 10, {kind}", connection.vendor, count / queries, 1.0, RECALL_EACH, at_least=True
        )
    recall = sum(hits.values()) / len(asked)
    yield Figure("recall at 10, all kinds", connection.vendor, recall, 1.0, RECALL, at_least=True)
    yield Figure(
        "search, CPU s a query against LIKE", connection.vendor, search, _like(asked, backend), OF_LIKE
    )


def _answers(found: str, text: str, name: FullName) -> bool:
    """Whether a find is the name sought, or a namesake under what was typed: every typed word stands in it.

    Of two hundred people called «محمد رضایی» a shortened name can mean any; one that bears it is a right answer.
    """
    return fold(found) == fold(name.persian) or set(fold(text).split()) <= set(fold(found).split())


def _like(asked: list[tuple[str, str, FullName]], backend: int | None) -> float:
    some = asked[:: max(1, len(asked) // 40)]
    begun = cpu_seconds(backend)
    for _, text, _ in some:
        list(Person.objects.filter(name__contains=text).order_by("sort_key")[:10])
        list(Person.objects.filter(latin_name__contains=text).order_by("sort_key")[:10])
    return (cpu_seconds(backend) - begun) / len(some)


def _questions(people: int, queries: int) -> list[tuple[str, str, FullName]]:
    random = Random(SEED + 1)  # noqa: S311  # made-up people, not secrets
    found = list(Person.objects.order_by("pk").values_list("name", "latin_name")[:people])
    return [
        (kind, spoil(random, name), name)
        for kind, spoil in KINDS.items()
        for name in (FullName(*random.choice(found)) for _ in range(queries))
    ]


def _make(people: int) -> None:
    random = Random(SEED)  # noqa: S311  # made-up people, not secrets
    event = LifeEvent.objects.order_by("pk").first()
    if event is None:
        raise LookupError("the synthetic province must stand before the search is measured")
    while (missing := people - Person.objects.count()) > 0:
        _add(random, event, min(missing, AT_ONCE))
    rebuild_vocabulary()


def _add(random: Random, event: LifeEvent, count: int) -> None:
    parties = Party.objects.bulk_create((Party(kind="person") for _ in range(count)), batch_size=2_000)
    names = []
    persons = []
    for party in parties:
        sex = random.choice([Sex.MALE, Sex.FEMALE])
        group = group_of_names(random)
        given, family = _given(random, sex, group), _family(random, group)
        persian, latin = f"{given.persian} {family.persian}", f"{given.latin} {family.latin}"
        persons.append(_person(party, persian, latin, sex))
        names.append(_name(party.pk, given, family, event))
    Person.objects.bulk_create(persons, batch_size=2_000)
    PersonName.objects.bulk_create(names, batch_size=2_000)
    NameToken.objects.bulk_create(
        (
            NameToken(token=token, person_id=name.person_id)
            for name in names
            for token in sorted(name_tokens([name]))
        ),
        batch_size=5_000,
    )


def _given(random: Random, sex: Sex, group: str) -> Word:
    first = given_name(random, sex, group)
    if random.random() < 0.55:
        return first
    second = given_name(random, sex, group)
    return Word(f"{first.persian} {second.persian}", f"{first.latin} {second.latin}")


def _family(random: Random, group: str) -> Word:
    family = family_name(random, group)
    persian, latin = random.choice(SUFFIXES)
    joiner = "\u200c" if persian else ""
    return Word(f"{family.persian}{joiner}{persian}", f"{family.latin}{latin}")


def _person(party: Party, persian: str, latin: str, sex: Sex) -> Person:
    born = date(1985, 1, 1)
    return Person(
        party=party,
        name=persian,
        latin_name=latin,
        sort_key=sort_key(persian),
        sex=sex.value,
        birth_first=born,
        birth_last=born,
        birth_precision="day",
        nationality="AFG",
    )


def _name(person_id: int, given: Word, family: Word, event: LifeEvent) -> PersonName:
    full = f"{given.persian} {family.persian}"
    return PersonName(
        person_id=person_id,
        use="official",
        given=given.persian,
        family=family.persian,
        latin_given=given.latin,
        latin_family=family.latin,
        fold=fold(full),
        sort_key=sort_key(full),
        skeleton=skeleton(full),
        valid_from=date(2015, 1, 1),
        recorded_at=event.recorded_at,
        event=event,
    )
