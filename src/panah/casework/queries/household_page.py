"""A household as of a day, with what each member holds, and its shared cases."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from panah.casework.queries.reach import HOUSEHOLD_READERS, cases_of_office, narrowed
from panah.casework.queries.worklist import service_title
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope
from panah.registry.models import Household, PaperHeld, Relationship, ResidenceStatus
from panah.registry.queries import (
    HouseholdRecord,
    as_of,
    events_of,
    household_in_scope,
    household_of,
    household_record,
    person_in_scope,
    with_portrait,
)
from panah.registry.rules import Reading
from panah.registry.words import EVENT_TITLES, NATIONALITIES, PAPER_TITLES, RELATION_TITLES, STATUS_TITLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper in somebody's hand, and the last day it is good for."""

    title: str
    number: str
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member on the day asked about: who they are, by what right they stay, what they hold, who they belong to."""

    id: int
    name: str
    portrait_since: date | None
    latin: str
    father: str
    born: date
    born_precision: str
    nationality: str
    is_head: bool
    stands_in: bool
    status: str
    papers: tuple[Paper, ...]
    relations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A shared case of the household: number, service, when opened (UTC), and whether it is open."""

    id: int
    number: str
    service: str
    opened_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdPage:
    """What the page of a household shows on a day."""

    id: int
    code: str
    office: str
    on: date
    members: tuple[Member, ...]
    phones: tuple[str, ...]
    addresses: tuple[str, ...]
    history: tuple[tuple[date, str, str], ...]
    cases: tuple[CaseLine, ...]


def household_page(code: str, *, scope: Scope, look: Reading, on: date) -> HouseholdPage:
    """Read a household as of a day and log the look at it and at each member; so many queries, whatever its size.

    Raises NotFound("household-unknown"), the same for one outside the scope as for one that is not there.
    """
    household = household_in_scope(code, scope=narrowed(scope, HOUSEHOLD_READERS))
    record = household_record(household.pk, reading=look, on=on)
    return HouseholdPage(
        id=household.pk,
        code=household.household_code,
        office=household.office.name,
        on=on,
        members=_members(record, on),
        phones=tuple(phone.text for phone in record.phones),
        addresses=tuple(address.text for address in record.addresses),
        history=tuple(
            (event.occurred_on, EVENT_TITLES.get(event.kind, event.kind), event.reason)
            for event in events_of(household, reading=look)
        ),
        cases=household_cases(household.pk, scope=scope),
    )


def household_cases(household_id: int, *, scope: Scope, most: int = 50) -> tuple[CaseLine, ...]:
    """Give a household's shared cases that are the officer's to open, newest first."""
    rows = (
        cases_of_office(scope)
        .filter(household=household_id, alone=False)
        .order_by("-opened_at", "-pk")[:most]
    )
    return tuple(
        CaseLine(case.pk, case.number, service_title(case.version_id), case.opened_at, case.state == "open")
        for case in rows
    )


def household_code_of_person(person_id: int, *, scope: Scope, on: date) -> str:
    """Give the code of the household a person belongs to on a day; raises NotFound outside the scope."""
    person = person_in_scope(person_id, scope=narrowed(scope, HOUSEHOLD_READERS))
    household = household_of(person, on=on)
    return household.household_code if household else ""


def household_exists(code: str, *, scope: Scope) -> bool:
    """Whether a household of this code is the officer's to open."""
    offices = offices_in(narrowed(scope, HOUSEHOLD_READERS))
    return Household.objects.filter(household_code=code, office__in=offices).exists()


def _members(record: HouseholdRecord, on: date) -> tuple[Member, ...]:
    ids = [person.pk for person in record.members]
    statuses = dict(
        ResidenceStatus.objects.filter(as_of(on), person__in=ids)
        .order_by("pk")
        .values_list("person_id", "kind")
    )
    papers: dict[int, list[Paper]] = defaultdict(list)
    held = PaperHeld.objects.filter(as_of(on), person__in=ids).order_by("kind", "-valid_from")
    for owner, kind, number, until in held.values_list("person_id", "kind", "number", "expires_on"):
        papers[owner].append(Paper(title=PAPER_TITLES.get(kind, kind), number=number, until=until))
    relations = _relations(ids, on)
    pictured = with_portrait(ids, on=on)
    head = record.head.pk if record.head else None
    acting = record.acting_head.pk if record.acting_head else None
    return tuple(
        Member(
            id=person.pk,
            name=person.name,
            portrait_since=pictured.get(person.pk),
            latin=person.latin_name,
            father=person.father_name,
            born=person.birth_first,
            born_precision=person.birth_precision,
            nationality=NATIONALITIES.get(person.nationality, person.nationality),
            is_head=person.pk == head,
            stands_in=person.pk == acting and person.pk != head,
            status=STATUS_TITLES.get(statuses.get(person.pk, ""), ""),
            papers=tuple(papers[person.pk]),
            relations=tuple(relations[person.pk]),
        )
        for person in record.members
    )


def _relations(ids: list[int], on: date) -> dict[int, list[str]]:
    """What each member is to whom, in words: «همسرِ …»."""
    found: dict[int, list[str]] = defaultdict(list)
    ties = Relationship.objects.filter(as_of(on), person__in=ids).select_related("other")
    for tie in ties.order_by("kind", "pk"):
        found[tie.person_id].append(f"{RELATION_TITLES.get(tie.kind, tie.kind)}، {tie.other.name}")
    return found
