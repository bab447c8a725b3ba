"""Promises in words: late, today, this week, later; and the borders between them in Tehran."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from panah.casework.queries.worklist import Horizon
from panah.foundation.clock import TEHRAN, aware, local_date
from panah.foundation.digits import to_persian_digits

LATE, TODAY, WEEK, LATER, OPEN_ENDED = "late", "today", "week", "later", "open-ended"
TITLES = {
    LATE: "گذشته از مهلت",
    TODAY: "امروز",
    WEEK: "این هفته",
    LATER: "پس از این هفته",
    OPEN_ENDED: "بی مهلت",
}
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Due:
    """One promise: its group, the mark it is drawn with (late, today, later, stopped), and its words."""

    group: str
    mark: str
    text: str


def horizon(now: datetime) -> Horizon:
    """The ends of today and of this week."""
    return Horizon(day_end(now), week_end(now))


def day_end(now: datetime) -> datetime:
    """The first moment (UTC) after today in Tehran."""
    return _end(local_date(now))


def day_start(now: datetime) -> datetime:
    """The first moment (UTC) of today in Tehran."""
    return _end(local_date(now) - timedelta(days=1))


def week_end(now: datetime) -> datetime:
    """The first moment (UTC) after this week's Friday in Tehran."""
    today = local_date(now)
    return _end(today + timedelta(days=(FRIDAY - today.weekday()) % 7))


def due_of(due_at: datetime | None, *, now: datetime, stopped: str = "") -> Due:
    """Say one promise as seen at a moment; `stopped` names with whom the file stands when it is not with the office."""
    group = group_of(due_at, now)
    if stopped:
        return Due(group, "stopped", stopped)
    if due_at is None:
        return Due(group, "later", "بی مهلت")
    if group == LATE:
        return Due(group, "late", _ago(now - due_at))
    if group == TODAY:
        return Due(group, "today", f"امروز، تا {clock_time(due_at)}")
    days = (local_date(due_at - timedelta(seconds=1)) - local_date(now)).days
    return Due(group, "later", to_persian_digits(f"{days} روز مانده"))


def group_of(due_at: datetime | None, now: datetime) -> str:
    """Say which group of the worklist a promise belongs to."""
    if due_at is None:
        return OPEN_ENDED
    if due_at <= now:
        return LATE
    if due_at <= day_end(now):
        return TODAY
    return WEEK if due_at <= week_end(now) else LATER


def clock_time(moment: datetime) -> str:
    """Write the time of day in Tehran: «۱۴:۰۰»; the end of a day is «پایان روز»."""
    local = aware(moment).astimezone(TEHRAN)
    if (local.hour, local.minute) == (0, 0):
        return "پایان روز"
    return to_persian_digits(f"{local.hour}:{local.minute:02d}")


def _ago(late: timedelta) -> str:
    hours = int(late.total_seconds() // 3600)
    if hours < 1:
        return "همین ساعت گذشت"
    return to_persian_digits(f"{hours} ساعت گذشته" if hours < 24 else f"{late.days} روز گذشته")


def _end(day: date) -> datetime:
    return aware(datetime.combine(day + timedelta(days=1), time(), TEHRAN))
