"""A household as those see it who travel together, or the clerk who writes their request down."""

from dataclasses import dataclass
from datetime import date

from panah.casework.queries.reading import Reading
from panah.foundation.errors import NotFound
from panah.organisation.rules import Scope
from panah.registry.models import Binding, Household, HouseholdAccount
from panah.registry.queries import (
    find_persons,
    held_papers,
    household_of,
    household_record,
    log_reading,
    members_of,
)
from panah.registry.rules import age_on, is_minor
from panah.registry.words import PAPER_STATE_TITLES, PAPER_TITLES, PaperState


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the household: `papers` are (title, last good local day or None), strongest reason to look twice."""

    id: int
    name: str
    father: str
    age: int
    is_minor: bool
    is_head: bool
    papers: tuple[tuple[str, date | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A household on a day: its office, the county it is registered in (`bushehr/ganaveh`), and who belongs to it."""

    id: int
    code: str
    office_id: int
    office: str
    province: str | None
    home: str
    phone: str
    members: tuple[Member, ...]

    def member(self, person_id: int) -> Member | None:
        """Find one of them."""
        return next((one for one in self.members if one.id == person_id), None)


@dataclass(frozen=True, slots=True)
class Found:
    """A household found from a counter: its number and code, whom the words named, and how sure that is."""

    household_id: int
    code: str
    person_id: int
    name: str
    by: str


def family_of(household_id: int, *, look: Reading | None, on: date) -> Family:
    """Give a household with its members by age; with `look` its phone too, and the look is logged.

    Without one only names are read, by the household itself. Raises NotFound("household-unknown").
    """
    household = Household.objects.filter(pk=household_id).select_related("office__province").first()
    if household is None:
        raise NotFound("household-unknown", household=household_id)
    phone, head = "", None
    if look is not None:
        record = household_record(household_id, reading=look, on=on)
        phone = next((one.text for one in record.phones), "")
        head = record.head
    people = members_of(household, on=on)
    papers = _papers([person.pk for person in people], on)
    office = household.office
    return Family(
        id=household.pk,
        code=household.household_code,
        office_id=office.pk,
        office=office.name,
        province=office.province.slug if office.province else None,
        home=f"{office.province.slug}/{office.county.slug}" if office.province and office.county else "",
        phone=phone,
        members=tuple(
            Member(
                id=person.pk,
                name=person.name,
                father=person.father_name,
                age=age_on(person.birth_last, on),
                is_minor=is_minor(person.birth_last, on),
                is_head=head is not None and head.pk == person.pk,
                papers=papers.get(person.pk, ()),
            )
            for person in people
            if person.died_on is None
        ),
    )


def find_families(text: str, *, scope: Scope, look: Reading, on: date, most: int = 20) -> list[Found]:
    """Find households within a scope by card, household code, phone or name; each household once.

    The look at every person shown is logged (S20).
    """
    found: dict[int, Found] = {}
    for one in find_persons(text, scope=scope, limit=most):
        household = household_of(one.person, on=on)
        if household is not None:
            match = Found(household.pk, household.household_code, one.person.pk, one.person.name, one.by)
            found.setdefault(household.pk, match)
    log_reading(look, [f"person:{one.person_id}" for one in found.values()])
    return list(found.values())


def account_of_household(household_id: int) -> int | None:
    """Give the account a household opens its shared work with, if it has one."""
    rows = HouseholdAccount.objects.filter(household=household_id, ended_at=None)
    return rows.order_by("pk").values_list("account_id", flat=True).first()


def account_of_person(person_id: int) -> int | None:
    """Give the account a person is bound to, if there is one."""
    rows = Binding.objects.filter(person=person_id, ended_at=None)
    return rows.values_list("account_id", flat=True).first()


def _papers(people: list[int], on: date) -> dict[int, tuple[tuple[str, date | None], ...]]:
    held: dict[int, list[tuple[str, date | None]]] = {}
    for paper in held_papers(people, on=on):
        title, state = PAPER_TITLES[paper.kind], PAPER_STATE_TITLES[paper.state]
        said = title if paper.state is PaperState.VALID else f"{title} ({state})"
        held.setdefault(paper.person_id, []).append((said, paper.expires_on))
    return {person: tuple(several) for person, several in held.items()}
