"""Two households in which one man stands twice, under two spellings, and the officers who judge it."""

from dataclasses import dataclass
from datetime import date

from factories import people
from factories.people import NOW, entry, family, officer, person
from panah.organisation.rules import Scope
from panah.registry import operations as ops
from panah.registry.models import DuplicateProposal, Household, Person
from panah.registry.operations import Reviewer, propose_duplicates
from panah.registry.values import PaperInput
from panah.registry.words import IdentifierKind, PaperKind, RelationKind, Sex

SINCE = date(2020, 1, 1)


@dataclass(slots=True)
class Twice:
    """A man in two households of one province: with his wife in the one, with his mother in the other."""

    house: people.House
    home: Household
    members: list[Person]
    other_home: Household
    others: list[Person]

    @property
    def kept(self) -> Person:
        """His record beside his wife."""
        return self.members[0]

    @property
    def joined(self) -> Person:
        """His record beside his mother."""
        return self.others[0]

    def pair(self) -> DuplicateProposal:
        """The pair, once the worker has compared."""
        compare_all()
        return DuplicateProposal.objects.get()

    def reviewer(self, role: str = "bureau-expert") -> Reviewer:
        """Another officer of the bureau."""
        return Reviewer(officer(role, self.house.bureau))


def twice() -> Twice:
    """Enter him twice; the second record has a card, a tazkira, a phone of its own and is his mother's son."""
    house = people.house()
    home, members = family(
        house.bushehr,
        person(father="نورمحمد"),
        person("ماه‌گل", "نوری", born="1984-02-03", sex=Sex.FEMALE),
    )
    other_home, others = family(
        house.borazjan,
        person("گل احمد", father="نورمحمد", latin=("Gul Ahmad", "Rahimi")),
        person("بی‌بی‌حور", "رحیمی", born="1955-03-03", sex=Sex.FEMALE),
    )
    joined, mother = others
    card = PaperInput(PaperKind.AMAYESH_CARD, "A-1", SINCE)
    ops.record_paper(entry=entry(SINCE), person=joined, paper=card)
    ops.record_identifier(entry=entry(SINCE), person=joined, kind=IdentifierKind.TAZKIRA, number="12-345")
    ops.record_phone(entry=entry(SINCE), household=other_home, text="09170000001", person=joined)
    ops.record_relationship(
        entry=entry(SINCE), person=mother, other=joined, kind=RelationKind.PARENT, since=joined.birth_first
    )
    return Twice(house, home, members, other_home, others)


def compare_all() -> int:
    """Compare everybody whose record changed, as the worker does."""
    compared = 0
    while done := propose_duplicates(now=NOW):
        compared += done
    return compared


def scope_of(reviewer: Reviewer) -> Scope:
    """What a reviewer may do."""
    return reviewer.scope
