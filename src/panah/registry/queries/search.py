"""One box for people: a name in either script, a household code, a card, a phone, any number.

Names are found by the measured method: the query's consonant skeletons are widened against the vocabulary,
persons who carry two of them (or one) are taken as candidates, and the best are ordered by their spellings.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from panah.foundation.errors import InvalidInput
from panah.foundation.name_key import NameKey, name_key, similarity
from panah.foundation.persian import clean
from panah.foundation.phones import parse_phone
from panah.organisation.rules import Scope
from panah.registry.models import (
    Contact,
    Household,
    Identifier,
    Membership,
    PaperHeld,
    Person,
    PersonName,
)
from panah.registry.models.base import STANDING
from panah.registry.queries.among import Among
from panah.registry.queries.carriers import carriers, near_scope
from panah.registry.rules import compact
from panah.registry.sealing import index_of

RERANKED = 800
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
    alike = _likeness(name_key(text), carriers(text, scope=scope, most=RERANKED))
    best = sorted(alike, key=lambda pk: (-alike[pk], pk))
    people = Person.objects.filter(Among("pk", best[:limit] if hints == NO_HINTS else best))
    finds = [Find(person, "name", _with_hints(alike[person.pk], person, hints)) for person in people]
    finds = [find for find in finds if find.score >= NAMESAKE]
    return sorted(finds, key=lambda find: (-find.score, find.person.sort_key, find.person.pk))[:limit]


def within_scope(people: QuerySet[Person], scope: Scope | None) -> QuerySet[Person]:
    """Keep the persons of households whose dossier lies within the scope; everybody when there is none."""
    return people if scope is None else people.filter(near_scope(scope, "pk"))


def _likeness(query: NameKey, candidates: Sequence[int]) -> dict[int, float]:
    """Compare the query with all live names of each candidate; what namesakes share is compared once."""
    rows = PersonName.objects.filter(Among("person_id", candidates), retracted_at=None)
    in_latin = all(folded.isascii() for folded in query.folds)
    scores: dict[tuple[str, ...], float] = {}
    alike: dict[int, float] = {}
    for pk, *spelled in rows.values_list("person_id", "fold", "skeleton", "latin_given", "latin_family"):
        name = tuple(spelled)
        if name not in scores:
            scores[name] = similarity(query, _key(*name, in_latin=in_latin))
        alike[pk] = max(scores[name], alike.get(pk, 0.0))
    return alike


def _key(folded: str, sounded: str, latin_given: str, latin_family: str, *, in_latin: bool) -> NameKey:
    """Give the spelling in the script of the query, by its stored keys where we have them."""
    latin = name_key(f"{latin_given} {latin_family}") if in_latin else NameKey((), ())
    return NameKey(latin.folds or (folded,), (*latin.skeletons, sounded))


def _with_hints(score: float, person: Person, hints: Hints) -> float:
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
