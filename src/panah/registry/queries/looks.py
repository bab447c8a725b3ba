"""What is compared of persons, as the registry has it now: so many queries, however many persons."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Final

from django.db.models import Q

from panah.registry.models import (
    Contact,
    Identifier,
    Membership,
    PaperHeld,
    Person,
    PersonName,
    Relationship,
    SamePerson,
)
from panah.registry.models.base import STANDING
from panah.registry.queries.among import Among
from panah.registry.rules.duplicates import Looks, Spelling
from panah.registry.words import IdentifierKind, PaperKind, RelationKind

OWN_NUMBERS: Final = frozenset(
    {IdentifierKind.UNIQUE_CODE, IdentifierKind.FIDA, IdentifierKind.NATIONAL_CODE}
)
"""Numbers that name one person; a tazkira has its volume and page, a child may stand on a parent's passport."""
OWN_PAPERS: Final = (
    PaperKind.AMAYESH_CARD,
    PaperKind.HOVIAT_CARD,
    PaperKind.SMART_ID,
    PaperKind.WORK_CARD,
)
"""Papers whose number names one person; a slip or a pass names all who travel together."""
NEAREST_KIN: Final = (RelationKind.PARENT, RelationKind.SPOUSE)

type Sets[Value] = defaultdict[int, set[Value]]


def looks_of(persons: Collection[int]) -> dict[int, Looks]:
    """Give what is compared of persons; one whose record stands for another is left out."""
    joined = set(
        SamePerson.objects.filter(STANDING, Among("person_id", persons)).values_list("person_id", flat=True)
    )
    ids = set(persons) - joined
    spellings, fathers = _names(ids)
    numbers, weak = _numbers(ids)
    papers = _papers(ids)
    home = dict(
        Membership.objects.filter(STANDING, Among("person_id", ids)).values_list("person_id", "household_id")
    )
    phones = _phones(ids, home)
    kin = _kin(ids)
    return {
        person.pk: Looks(
            person_id=person.pk,
            spellings=tuple(sorted(spellings[person.pk], key=lambda one: (one.given, one.family))),
            fathers=tuple(sorted(fathers[person.pk])),
            sex=person.sex,
            birth_first=person.birth_first,
            birth_last=person.birth_last,
            numbers=frozenset(numbers[person.pk]),
            weak_numbers=frozenset(weak[person.pk]),
            papers=frozenset(papers[person.pk]),
            phones=frozenset(phones[person.pk]),
            household_id=home.get(person.pk),
            kin=frozenset(kin[person.pk]),
        )
        for person in Person.objects.filter(Among("pk", ids))
    }


def _names(ids: Collection[int]) -> tuple[Sets[Spelling], Sets[str]]:
    spellings: Sets[Spelling] = defaultdict(set)
    fathers: Sets[str] = defaultdict(set)
    rows = PersonName.objects.filter(Among("person_id", ids), retracted_at=None)
    columns = ("person_id", "given", "family", "latin_given", "latin_family", "father")
    for person, given, family, latin_given, latin_family, father in rows.values_list(*columns):
        spellings[person].add(Spelling(given, family))
        if latin_given:
            spellings[person].add(Spelling(latin_given, latin_family))
        if father:
            fathers[person].add(father)
    return spellings, fathers


def _numbers(ids: Collection[int]) -> tuple[Sets[tuple[str, str]], Sets[tuple[str, str]]]:
    own: Sets[tuple[str, str]] = defaultdict(set)
    weak: Sets[tuple[str, str]] = defaultdict(set)
    rows = Identifier.objects.filter(Among("person_id", ids), retracted_at=None)
    for person, kind, index in rows.values_list("person_id", "kind", "index"):
        (own if kind in OWN_NUMBERS else weak)[person].add((kind, index))
    return own, weak


def _papers(ids: Collection[int]) -> Sets[tuple[str, str]]:
    found: Sets[tuple[str, str]] = defaultdict(set)
    rows = PaperHeld.objects.filter(Among("person_id", ids), retracted_at=None, kind__in=OWN_PAPERS)
    for person, kind, number in rows.values_list("person_id", "kind", "number"):
        found[person].add((kind, number))
    return found


def _phones(ids: Collection[int], home: dict[int, int]) -> Sets[str]:
    """The phones of persons and of their households; a confidential one is nobody's reason (S29)."""
    found: Sets[str] = defaultdict(set)
    known = Contact.objects.filter(STANDING, is_confidential=False)
    for person, index in known.filter(Among("person_id", ids)).values_list("person_id", "index"):
        found[person].add(index)
    of_home: Sets[str] = defaultdict(set)
    homes = known.filter(Among("household_id", set(home.values())))
    for household, index in homes.values_list("household_id", "index"):
        of_home[household].add(index)
    for person, household in home.items():
        found[person] |= of_home[household]
    return found


def _kin(ids: Collection[int]) -> Sets[int]:
    found: Sets[int] = defaultdict(set)
    ties = Relationship.objects.filter(kind__in=NEAREST_KIN, retracted_at=None)
    near = ties.filter(Q(Among("person_id", ids)) | Q(Among("other_id", ids)))
    pairs: Iterable[tuple[int, int]] = near.values_list("person_id", "other_id")
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return found
