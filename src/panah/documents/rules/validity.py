"""The last day a paper is good for, from the one form of time a service file writes."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from panah.foundation.durations import Duration
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import add_months
from panah.workflow.times import After, Anchor, At, Before, Time

_MONTHS: Final = {"month": 1, "year": 12}


def day_of(time: Time | None, *, issued_on: date, dates: Mapping[str, date]) -> date | None:
    """Give the local day a time of a document means; None for no time at all.

    A length counts from the day of issue or from a date of the request, in calendar days or Jalali months: no holiday
    makes a paper last longer. Raises InvalidInput: `validity-date-missing`, `validity-unreadable`.
    """
    match time:
        case None:
            return None
        case At(anchor):
            return _anchored(anchor, issued_on, dates)
        case After(duration, anchor):
            return _shifted(_anchored(anchor, issued_on, dates), duration, 1)
        case Before(duration, anchor):
            return _shifted(_anchored(anchor, issued_on, dates), duration, -1)


def _anchored(anchor: Anchor, issued_on: date, dates: Mapping[str, date]) -> date:
    if anchor.kind == "opening":
        return issued_on
    if anchor.kind != "date":
        raise InvalidInput("validity-unreadable", anchor=anchor.kind)
    if anchor.name not in dates:
        raise InvalidInput("validity-date-missing", date=anchor.name)
    return dates[anchor.name]


def _shifted(day: date, duration: Duration, sign: int) -> date:
    if duration.unit == "day":
        return day + timedelta(days=sign * duration.n)
    if duration.unit not in _MONTHS:
        raise InvalidInput("validity-unreadable", unit=duration.unit)
    return add_months(day, sign * duration.n * _MONTHS[duration.unit])
