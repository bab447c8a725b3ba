"""Set opening hours, declare closures, bring in the official holidays."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from panah.audit.operations import Act, record
from panah.foundation import working_time
from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean
from panah.organisation.models import Closure, Holiday, Office, OfficeHours

MINUTES_A_DAY = 1440


def set_hours(
    *,
    office: Office,
    week: Mapping[int, tuple[int, int]],
    valid_from: date,
    now: datetime,
    actor_id: int | None = None,
) -> None:
    """Give an office its week from a day on: weekday (Monday 0) to opening and closing minute.

    A weekday that is not named is shut. The hours that held until then end that day; those that would have
    begun later are dropped.

    Raises InvalidInput("hours-unreadable").
    """
    if not week or not all(0 <= day <= 6 and 0 <= a < b <= MINUTES_A_DAY for day, (a, b) in week.items()):
        raise InvalidInput("hours-unreadable", office=office.code)
    with transaction.atomic():
        OfficeHours.objects.filter(office=office, valid_from__gte=valid_from).delete()
        OfficeHours.objects.filter(office=office).exclude(valid_until__lte=valid_from).update(
            valid_until=valid_from
        )
        OfficeHours.objects.bulk_create(
            OfficeHours(office=office, weekday=day, opens=opens, closes=closes, valid_from=valid_from)
            for day, (opens, closes) in sorted(week.items())
        )
        record(acts=[Act(stream=f"office:{office.pk}", kind="hours-set", actor_id=actor_id)], at=now)


def record_closure(
    *,
    office: Office,
    first_day: date,
    last_day: date,
    reason: str,
    now: datetime,
    actor_id: int | None = None,
) -> Closure:
    """Shut an office, and every office below it, for some days (dust, flood, mourning).

    Raises InvalidInput("closure-unreadable") when it has no reason or ends before it begins.
    """
    if not clean(reason) or last_day < first_day:
        raise InvalidInput("closure-unreadable", office=office.code)
    with transaction.atomic():
        closure = Closure.objects.create(
            office=office, first_day=first_day, last_day=last_day, reason=clean(reason), declared_at=now
        )
        record(acts=[Act(stream=f"office:{office.pk}", kind="closure-declared", actor_id=actor_id)], at=now)
    return closure


def import_holidays(*, holidays: Iterable[working_time.Holiday]) -> int:
    """Bring in official holidays, renewing those already there; returns how many.

    A Jalali year of which any holiday is brought in goes by these alone, so bring whole years.
    """
    count = 0
    with transaction.atomic():
        for holiday in holidays:
            Holiday.objects.update_or_create(
                day=holiday.date,
                defaults={
                    "title": holiday.title,
                    "kind": holiday.kind,
                    "is_confirmed": holiday.confirmed,
                    "source": holiday.source,
                },
            )
            count += 1
    return count
