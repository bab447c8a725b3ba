"""An office's day: who is expected when, how full it is, and to whom it owes a time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet, Sum

from panah.appointments.models import Appointment, Slot
from panah.appointments.rules.changes import State
from panah.organisation.models import Office
from panah.organisation.queries import short_name, within
from panah.organisation.rules import Scope

HERE = (State.BOOKED.value, State.CAME.value, State.MISSED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One household of a day, as the counter and the printed list read it; `starts_at` in UTC.

    `is_own` is one person's alone, whose household is not to hear of it (S29).
    """

    appointment_id: int
    household_id: int
    household_code: str
    case_number: str
    purpose: str
    starts_at: datetime
    minutes: int
    needs: int
    state: str
    is_own: bool
    office_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fullness:
    """Places of an office on a local day: all, taken, and those that were shut."""

    office_id: int
    day: date
    places: int
    taken: int
    shut: int


def day_list(*, office: Office, day: date, scope: Scope) -> list[DayLine]:
    """List who is expected at an office on a local day, came or missed it, in the order of their times.

    Empty for whom the office is out of reach.
    """
    if not any(office.path.startswith(path) for path in scope.paths()):
        return []
    rows = Appointment.objects.filter(slot__office=office, slot__day=day, state__in=HERE)
    return list(_lines(rows.order_by("slot__starts_at", "pk")))


def waiting_for_a_time(*, scope: Scope) -> list[DayLine]:
    """List to whom the offices in reach owe a new time, longest first; `starts_at` is the time that was shut."""
    rows = Appointment.objects.filter(within(scope.paths(), "slot__office__path"), state=State.WAITING)
    return list(_lines(rows.order_by("slot__starts_at", "pk")))


def how_full(*, scope: Scope, first: date, last: date) -> list[Fullness]:
    """Tell for each office in reach and each local day how many places there are and how many are taken."""
    rows = Slot.objects.filter(within(scope.paths(), "office__path"), day__gte=first, day__lte=last)
    open_rows = rows.filter(shut_at=None).values_list("office_id", "day")
    shut = dict(_sums(rows.exclude(shut_at=None)))
    counted = {
        (office, day): (places, taken)
        for office, day, places, taken in open_rows.annotate(all_places=Sum("places"), all_taken=Sum("taken"))
    }
    return [
        Fullness(
            office_id=office,
            day=day,
            places=counted.get((office, day), (0, 0))[0],
            taken=counted.get((office, day), (0, 0))[1],
            shut=shut.get((office, day), 0),
        )
        for office, day in sorted({*counted, *shut}, key=lambda key: (key[1], key[0]))
    ]


def offices_with_times(*, scope: Scope) -> list[tuple[int, str]]:
    """List the offices in reach that ever opened times, by number, with what their people call them."""
    rows = Office.objects.filter(within(scope.paths(), "path"), slots__isnull=False).distinct()
    return [(pk, short_name(pk)) for pk in rows.order_by("code").values_list("pk", flat=True)]


def _sums(rows: QuerySet[Slot]) -> Iterator[tuple[tuple[int, date], int]]:
    for office, day, places in rows.values_list("office_id", "day").annotate(all_places=Sum("places")):
        yield (office, day), places


def _lines(rows: QuerySet[Appointment]) -> Iterator[DayLine]:
    for one in rows.select_related("slot", "household", "case"):
        yield DayLine(
            appointment_id=one.pk,
            household_id=one.household_id,
            household_code=one.household.household_code,
            case_number=one.case.number if one.case else "",
            purpose=one.purpose,
            starts_at=one.slot.starts_at,
            minutes=one.minutes,
            needs=one.needs,
            state=one.state,
            is_own=one.person_id is not None,
            office_id=one.slot.office_id,
        )
