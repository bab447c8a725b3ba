"""Noting whose record changed in what two records are compared by."""

from collections.abc import Iterable
from typing import Final

from django.db import connection

from panah.registry.models import (
    Contact,
    DossierCustody,
    DuplicateDue,
    Fact,
    Identifier,
    Membership,
    PaperHeld,
    Particulars,
    PersonName,
    SamePerson,
)
from panah.registry.models.base import STANDING

COMPARED: Final = (PersonName, Particulars, Identifier, PaperHeld, Contact, Membership, SamePerson)
EVERYBODY: Final = (
    "INSERT INTO registry_duplicatedue (person_id) SELECT party_id FROM registry_person WHERE true "
    "ON CONFLICT DO NOTHING"
)


def mark_due(facts: Iterable[Fact]) -> None:
    """Note the persons of facts that matter; a household's phone or dossier matters to each of its members."""
    persons: set[int] = set()
    households: set[int] = set()
    for fact in facts:
        if isinstance(fact, DossierCustody):
            households.add(fact.dossier.household_id)
        elif isinstance(fact, Contact) and fact.household_id is not None:
            households.add(fact.household_id)
        elif isinstance(fact, COMPARED) and fact.person_id is not None:
            persons.add(fact.person_id)
        if isinstance(fact, SamePerson):
            persons.add(fact.kept_id)
    if households:
        members = Membership.objects.filter(STANDING, household__in=households)
        persons |= set(members.values_list("person_id", flat=True))
    mark_persons_due(persons)


def mark_persons_due(persons: Iterable[int]) -> None:
    """Note persons whose records are to be compared again."""
    rows = [DuplicateDue(person_id=person) for person in sorted(persons)]
    DuplicateDue.objects.bulk_create(rows, ignore_conflicts=True)


def mark_everybody_due() -> None:
    """Note everybody, after a bulk load or when the weights have changed."""
    with connection.cursor() as cursor:
        cursor.execute(EVERYBODY)
