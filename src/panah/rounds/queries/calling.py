"""The call-up of a round: who waits for a time, where households can go, how full it is, and one household's visit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from panah.appointments.models import Appointment
from panah.appointments.models.booked import STANDING
from panah.appointments.queries import (
    Fullness,
    TheirTime,
    how_full,
    needs_of_households,
    needs_said,
    their_time,
)
from panah.appointments.rules.changes import State
from panah.appointments.rules.needs import Need
from panah.appointments.rules.planning import Called, Reach
from panah.casework.models import Item
from panah.catalogue.queries import definition_of, directive_of
from panah.catalogue.rules.round_orders import RoundOrder, round_order
from panah.foundation.errors import NotFound
from panah.organisation.models import Office
from panah.organisation.queries import short_name, within
from panah.organisation.rules import Scope
from panah.rounds.models import CalledHousehold, RegistrationRound
from panah.rounds.rules.course import purpose_of
from panah.rounds.rules.times import NEED_OF, deadline_of, lengths_of
from panah.workflow.definition import Step, ToStep

PAGE = 100
AWAY: Final = ("missed", "absent")
"""The words by which it is said that somebody did not come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One household's visit in a round, as its own page and the counter show it.

    `time` is its appointment, the newest that ended where none stands. `bring` is what the order asks to bring, and
    `last` the last local day. `minutes` and `needs` are what it asks of a time; `may_book` says that it has none and
    is expected. `person_id` is set where it is one person's alone (S29).
    """

    case_id: int
    household_id: int
    round_id: int
    title: str
    purpose: str
    slug: str
    province: str
    offices: tuple[int, ...]
    last: date
    minutes: int
    needs: int
    offered: int
    bring: tuple[str, ...]
    person_id: int | None
    time: TheirTime | None
    may_book: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutTime:
    """A called household that is expected and has no time: never placed, or it cancelled or missed (`had`)."""

    case_id: int
    case_number: str
    household_code: str
    office: str
    people: int
    first_expiry: date | None
    had: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallUp:
    """How a call-up stands: households called, with a time, come, and without a time; days by office."""

    called: int
    booked: int
    waiting: int
    came: int
    without: int
    offices: tuple[tuple[int, str], ...]
    days: tuple[Fullness, ...]


def round_named(round_id: int) -> RegistrationRound:
    """Give a round; raises NotFound("round-unknown")."""
    found = RegistrationRound.objects.select_related("province", "directorate").filter(pk=round_id).first()
    if found is None:
        raise NotFound("round-unknown")
    return found


def order_in(one: RegistrationRound) -> RoundOrder:
    """Give what a round's own directive orders."""
    return round_order(directive_of(one.directive_id), slug=one.slug)


def purpose_in(one: RegistrationRound) -> str:
    """Name the appointments of a round."""
    return purpose_of(one.slug, one.province.slug)


def offices_in(order: RoundOrder) -> list[Office]:
    """Give the offices whose counters the order names, in its order."""
    codes = [row.office for row in order.counters]
    found = {office.code: office for office in Office.objects.filter(code__in=codes)}
    return [found[code] for code in codes if code in found]


def expected(one: RegistrationRound) -> QuerySet[CalledHousehold]:
    """The households of a round that are at a step one comes to, or are called to it, and have no standing time."""
    standing = Appointment.objects.filter(
        household=OuterRef("household"), purpose=purpose_in(one), person=None, state__in=STANDING
    )
    here = Item.objects.filter(case=OuterRef("case"), subject=None, state="open", step__in=_steps_of(one))
    return CalledHousehold.objects.filter(Exists(here), ~Exists(standing), round=one, case__alone=False)


def _steps_of(one: RegistrationRound, *, of_whole: bool = True) -> list[str]:
    """The steps to which one comes by appointment, and those where somebody waits for another one.

    Of the whole case, or of its members too: whoever did not come with the others gets a time of their own.
    """
    definition = definition_of(one.version_id)
    slots = [step for step in definition.steps.values() if step.slot]
    away = {
        target.path
        for step in slots
        for word in AWAY
        if (way := step.way(word)) is not None and isinstance(target := way.target, ToStep)
    }
    again = {step.path for step in definition.steps.values() if away & _targets(step) and not step.slot}
    waiting = {
        path for path in again if path in {to for one in away for to in _targets(definition.step(one))}
    }
    coming = {step.path for step in slots if step.block is None}
    return sorted(
        path for path in coming | away | waiting if not of_whole or definition.step(path).block is None
    )


def _targets(step: Step) -> set[str]:
    return {way.target.path for way in step.ways if isinstance(way.target, ToStep)}


def to_call(one: RegistrationRound, order: RoundOrder) -> tuple[dict[int, Called], dict[int, int]]:
    """Give everybody to be called by household, and their cases; statements do not grow with them."""
    offices, lengths, needs = offices_in(order), lengths_of(order), needs_of_households()
    reaches: dict[str, Reach] = {}
    called: dict[int, Called] = {}
    cases: dict[int, int] = {}
    rows = expected(one).values_list(
        "household_id", "case_id", "people", "first_expiry", "household__office__path"
    )
    for household, case, people, first_expiry, path in rows:
        if path not in reaches:
            reaches[path] = reach_from(path, offices)
        cases[household] = case
        called[household] = Called(
            number=household,
            reach=reaches[path],
            deadline=deadline_of(order, first_expiry),
            minutes=lengths.minutes_for(members=max(1, people)),
            needs=Need(needs.get(household, 0)),
        )
    return called, cases


def reach_from(path: str, offices: Iterable[Office]) -> Reach:
    """Give the offices a household can go to: its own, or those below its own, at no distance; the others at one."""
    own = {one.pk for one in offices if one.path.startswith(path) or path.startswith(one.path)}
    return tuple(sorted((one.pk, 0 if one.pk in own else 1) for one in offices))


def demand_at(one: RegistrationRound, order: RoundOrder, office: Office) -> dict[int, int]:
    """Count the households of a round whose office this is by how many minutes their visit takes."""
    lengths = lengths_of(order)
    here = Q(household__office__path__startswith=office.path) | Q(
        household__office__in=[int(part) for part in office.path.strip("/").split("/")]
    )
    people = CalledHousehold.objects.filter(here, round=one).values_list("people", flat=True)
    counted = Counter(lengths.minutes_for(members=max(1, count)) for count in people)
    return {row.minutes: counted[row.minutes] for row in lengths.rows}


def call_up_of(one: RegistrationRound, *, scope: Scope) -> CallUp:
    """Tell how a call-up stands, and how full its offices in reach are from the first day to the last."""
    order = order_in(one)
    rows = Appointment.objects.filter(purpose=purpose_in(one), person=None)
    states = Counter(rows.values_list("state", flat=True))
    offices = offices_in(order)
    numbers = {office.pk for office in offices}
    first, last = order.days
    return CallUp(
        called=one.called.count(),
        booked=states[State.BOOKED],
        waiting=states[State.WAITING],
        came=states[State.CAME],
        without=expected(one).count(),
        offices=tuple((office.pk, short_name(office.pk)) for office in offices),
        days=tuple(day for day in how_full(scope=scope, first=first, last=last) if day.office_id in numbers),
    )


def without_time(one: RegistrationRound, *, scope: Scope, after: int = 0) -> Sequence[WithoutTime]:
    """List the expected households of a round without a time at the offices in reach, 100 at once, by number."""
    newest = Appointment.objects.filter(household=OuterRef("household"), purpose=purpose_in(one), person=None)
    rows = (
        expected(one)
        .filter(within(scope.paths(), "household__office__path"), case_id__gt=after)
        .annotate(had=newest.order_by("-pk").values("state")[:1])
        .order_by("case_id")
        .select_related("case", "household__office")
    )
    return [
        WithoutTime(
            case_id=row.case_id,
            case_number=row.case.number,
            household_code=row.household.household_code,
            office=short_name(row.household.office_id),
            people=row.people,
            first_expiry=row.first_expiry,
            had=row.had or "",
        )
        for row in rows[:PAGE]
    ]


def visit_of(case_id: int, *, now: datetime) -> Visit | None:
    """Give the visit of a case in a round; None for a case of no round. The case is the reader's to see."""
    found = (
        CalledHousehold.objects.select_related("round__province", "case")
        .filter(case=case_id)
        .annotate(path=F("household__office__path"))
        .first()
    )
    if found is None:
        return None
    one, order = found.round, order_in(found.round)
    person = found.case.subjects.values_list("party_id", flat=True).first() if found.case.alone else None
    time = their_time(purpose=purpose_in(one), household_id=found.household_id, person_id=person, now=now)
    offices = offices_in(order)
    reach = sorted(reach_from(found.path, offices), key=lambda row: row[1])
    is_here = Item.objects.filter(
        case=case_id, state="open", step__in=_steps_of(one, of_whole=False)
    ).exists()
    return Visit(
        case_id=case_id,
        household_id=found.household_id,
        round_id=one.pk,
        title=order.title,
        purpose=purpose_in(one),
        slug=one.slug,
        province=one.province.slug,
        offices=tuple(office for office, _ in reach),
        last=order.days[1],
        minutes=lengths_of(order).minutes_for(members=max(1, found.people)),
        needs=needs_said(household_id=found.household_id, person_id=person),
        offered=_offered(order),
        bring=order.bring,
        person_id=person,
        time=time,
        may_book=is_here and (time is None or time.has_ended),
    )


def _offered(order: RoundOrder) -> int:
    whole = Need(0)
    for row in order.counters:
        for extra in row.offers:
            whole |= NEED_OF[extra]
    return int(whole)
