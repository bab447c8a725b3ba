"""One box for people: a name in either script, a household code, a card, a phone, any number.

Names are found by the measured method: the query's consonant skeletons are widened against the vocabulary,
persons who carry two of them (or one) are taken as candidates, and the best are ordered by their spellings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, Exists, FloatField, OuterRef, QuerySet, Sum, Value, When

from panah.foundation.errors import InvalidInput
from panah.foundation.name_key import NameKey, name_key, similarity, tokens
from panah.foundation.persian import clean
from panah.foundation.phones import parse_phone
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope
from panah.registry.models import (
    Contact,
    Household,
    Identifier,
    Membership,
    NameToken,
    PaperHeld,
    Person,
    PersonName,
)
from panah.registry.models.base import STANDING
from panah.registry.queries.vocabulary import vocabulary
from panah.registry.rules import compact
from panah.registry.sealing import index_of

MOST_CANDIDATES = 3_000
RERANKED = 800
ENOUGH = 20
NAMESAKE = 0.45
"""Below this likeness a candidate is somebody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What else is known of whoever is sought; it orders the finds and excludes nobody."""

    birth_year: int | None = None
    father: str = ""
    nationality: str = ""


@dataclass(frozen=True, slots=True)
class Find:
    """A person found, how (name, household, paper, phone, number), and how sure, from 0 to 1."""

    person: Person
    by: str
    score: float


NO_HINTS = Hints()


def find_persons(text: str, *, scope: Scope | None, hints: Hints = NO_HINTS, limit: int = 20) -> list[Find]:
    """Find persons by whatever was typed, best first; numbers are exact, names forgiving.

    Only persons of households within ``scope`` are found; None is for the public registry's own upkeep
    (duplicates). What is shown of a find before its record is opened is the caller's matter.
    """
    typed = clean(text)
    if not typed:
        return []
    if sum(character.isdigit() for character in typed) >= 4:
        return by_number(typed, scope=scope, limit=limit)
    return by_name(typed, scope=scope, hints=hints, limit=limit)


def by_number(text: str, *, scope: Scope | None, limit: int = 20) -> list[Find]:
    """Find persons by household code, number of a paper, phone or any identifier; any digits, exact."""
    number = compact(text)
    papers = PaperHeld.objects.filter(number=number, retracted_at=None)
    identifiers = Identifier.objects.filter(
        index=index_of(table="identifier", text=number), retracted_at=None
    )
    ways: list[tuple[str, QuerySet[Person]]] = [
        ("household", _members(Household.objects.filter(household_code=number))),
        ("paper", Person.objects.filter(pk__in=papers.values("person"))),
        ("number", Person.objects.filter(pk__in=identifiers.values("person"))),
        *(("phone", people) for people in _by_phone(text)),
    ]
    found: dict[int, Find] = {}
    for way, people in ways:
        for person in within_scope(people, scope).order_by("birth_first")[:limit]:
            found.setdefault(person.pk, Find(person, way, 1.0))
    return list(found.values())[:limit]


def by_name(text: str, *, scope: Scope | None, hints: Hints = NO_HINTS, limit: int = 20) -> list[Find]:
    """Find persons by a name in either script, however it was spelled or typed."""
    candidates = _candidates(text, scope)
    if not candidates:
        return []
    people = Person.objects.in_bulk(candidates)
    spelled: dict[int, list[str]] = {pk: [] for pk in candidates}
    names = PersonName.objects.filter(person__in=candidates, retracted_at=None)
    for pk, given, family, latin_given, latin_family in names.values_list(
        "person_id", "given", "family", "latin_given", "latin_family"
    ):
        spelled[pk] += [f"{given} {family}", f"{latin_given} {latin_family}"]
    query = name_key(text)
    finds = [
        Find(people[pk], "name", _score(query, name_key(*spelled[pk]), people[pk], hints))
        for pk in candidates
        if pk in people
    ]
    finds = [find for find in finds if find.score >= NAMESAKE]
    return sorted(finds, key=lambda find: (-find.score, find.person.sort_key, find.person.pk))[:limit]


def within_scope(people: QuerySet[Person], scope: Scope | None) -> QuerySet[Person]:
    """Keep the persons of households whose dossier lies within the scope; everybody when there is none."""
    return people if scope is None else people.filter(_near(scope, "pk"))


def _near(scope: Scope, person: str) -> Exists:
    """Ask of each row by itself: a whole province is never listed to find one person."""
    return Exists(
        Membership.objects.filter(
            person=OuterRef(person), retracted_at=None, household__office__in=offices_in(scope).values("pk")
        )
    )


def _candidates(text: str, scope: Scope | None) -> list[int]:
    """Give who carries two of the widened tokens, rarest and likest first; else who carries one."""
    near = _widened(text)
    if not near:
        return []
    weight = Case(
        *(When(token=token, then=Value(weight)) for token, weight in near.items()),
        default=Value(0.0),
        output_field=FloatField(),
    )
    carriers = NameToken.objects.filter(token__in=near)
    if scope is not None:
        carriers = carriers.filter(_near(scope, "person"))
    ranked = carriers.values("person").annotate(hits=Count("token"), weight=Sum(weight))
    rows = list(ranked.order_by("-weight", "person").values_list("person", "hits")[:MOST_CANDIDATES])
    two = [person for person, hits in rows if hits >= 2]
    one = [person for person, hits in rows if hits == 1]
    return two[:RERANKED] if len(two) >= ENOUGH else (two + one)[:RERANKED]


def _widened(text: str) -> dict[str, float]:
    """Give the known tokens that sound like the query's, weighted by likeness and rarity."""
    known = vocabulary()
    near: dict[str, float] = {}
    for token in tokens([text]):
        for match, likeness in known.near(token).items():
            near[match] = max(likeness * known.rarity(match), near.get(match, 0.0))
    return near


def _score(query: NameKey, name: NameKey, person: Person, hints: Hints) -> float:
    score = similarity(query, name)
    if hints.father:
        score = 0.8 * score + 0.2 * similarity(name_key(hints.father), name_key(person.father_name))
    if hints.birth_year is not None:
        score = 0.85 * score + 0.15 * _year_likeness(hints.birth_year, person.birth_first, person.birth_last)
    if hints.nationality:
        score = 0.95 * score + 0.05 * (hints.nationality == person.nationality)
    return score


def _year_likeness(year: int, first: date, last: date) -> float:
    away = max(first.year - year, year - last.year, 0)
    return max(0.0, 1.0 - away / 5)


def _members(households: QuerySet[Household]) -> QuerySet[Person]:
    return Person.objects.filter(
        pk__in=Membership.objects.filter(STANDING, household__in=households).values("person")
    )


def _by_phone(text: str) -> Sequence[QuerySet[Person]]:
    try:
        number = parse_phone(text)
    except InvalidInput:
        return ()
    rows = Contact.objects.filter(
        STANDING, index=index_of(table="contact", text=number), is_confidential=False
    )
    households = Household.objects.filter(pk__in=rows.values("household"))
    return (_members(households), Person.objects.filter(pk__in=rows.values("person")))
