"""Time of day: one reading of the clock at the edge, and the local date every office lives by."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from panah.foundation.errors import InvalidInput

type Clock = Callable[[], datetime]
"""Anything that tells an aware moment; `utc_now` in life, a fixed one in tests."""

TEHRAN = ZoneInfo("Asia/Tehran")


def utc_now() -> datetime:
    """The present moment, aware and in UTC; read at the edge and passed inwards as `now`."""
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """The same moment in UTC, so that nothing is ever compared with a moment of unknown zone.

    Raises `InvalidInput("moment-without-zone")`.
    """
    if moment.utcoffset() is None:
        raise InvalidInput("moment-without-zone", moment=moment.isoformat())
    return moment.astimezone(UTC)


def local_date(now: datetime) -> date:
    """The Gregorian date in Iran at this moment: after 20:30 UTC it is already tomorrow there."""
    return aware(now).astimezone(TEHRAN).date()


def local_midnight(now: datetime) -> datetime:
    """The moment (UTC) at which the present day began in Iran."""
    return datetime.combine(local_date(now), time(), tzinfo=TEHRAN).astimezone(UTC)
