"""Opening times: an office's days cut into slots by its own working calendar."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from panah.appointments.models import Slot
from panah.appointments.operations.ground import ARRANGERS, staff_role
from panah.appointments.rules.needs import ALL_NEEDS
from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.foundation.clock import TEHRAN
from panah.foundation.errors import InvalidInput
from panah.foundation.working_time import WorkingCalendar
from panah.organisation.models import Office
from panah.organisation.queries import working_calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of times: every `minutes` so many `places`, offering `offers`, through the opening hours.

    `since` and `until` (minutes after local midnight) narrow it, as for a quiet hour.
    """

    minutes: int
    places: int
    offers: int = 0
    since: int = 0
    until: int = 24 * 60


def open_slots(*, office: Office, first: date, last: date, row: Row, actor: Actor, now: datetime) -> int:
    """Open a row of times on each open day from the first to the last local day; returns how many are new.

    Days off, holidays and closures get none; what is over by now neither; what is open already stays as it is.
    Raises NotAllowed("not-yours-to-arrange"), InvalidInput("row-unreadable").
    """
    role = staff_role(actor, ARRANGERS, office)
    readable = row.minutes > 0 and row.places > 0 and 0 <= row.offers <= int(ALL_NEEDS)
    if not readable or row.since >= row.until or last < first:
        raise InvalidInput("row-unreadable", office=office.code)
    calendar = working_calendar(office, since=first)
    wanted = [
        Slot(
            office=office,
            starts_at=moment,
            day=day,
            minutes=row.minutes,
            places=row.places,
            offers=row.offers,
        )
        for day, moment in _moments(calendar, first, last, row)
        if moment > now
    ]
    with transaction.atomic():
        before = Slot.objects.filter(office=office).count()
        Slot.objects.bulk_create(wanted, batch_size=500, ignore_conflicts=True)
        act = Act(
            stream=f"office:{office.pk}",
            kind="slots-opened",
            actor_id=actor.account_id,
            role=role,
            office=office.code,
        )
        record(acts=[act], at=now)
        return Slot.objects.filter(office=office).count() - before


def _moments(calendar: WorkingCalendar, first: date, last: date, row: Row) -> Iterator[tuple[date, datetime]]:
    for ahead in range((last - first).days + 1):
        day = first + timedelta(days=ahead)
        hours = calendar.hours_on(day)
        if hours is None:
            continue
        ends = min(hours.closes, row.until)
        for minute in range(max(hours.opens, row.since), ends - row.minutes + 1, row.minutes):
            yield day, datetime.combine(day, time(minute // 60, minute % 60), tzinfo=TEHRAN)
