"""Working days of an office: what closes it, and when a promised time runs out.

Pure: hours, holidays and closures are given. Rules of counting: the first day is excluded, a last day that
is closed is extended to the next open day (Civil Procedure Code, articles 444 and 445), hours run through.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, Literal, NamedTuple

from panah.foundation.clock import TEHRAN, aware, local_date
from panah.foundation.durations import Duration
from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.jalali import add_months

type HolidayKind = Literal["solar", "lunar", "solar+lunar", "declared"]

_LONGEST_CLOSURE: Final = 400
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; not `confirmed` while the official calendar of its year has not named it."""

    date: date
    title: str
    kind: HolidayKind
    confirmed: bool = True
    source: str = ""


class Span(NamedTuple):
    """Opening and closing of one day, in minutes after local midnight."""

    opens: int
    closes: int


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Weekly hours from a date until (not including) another; a weekday that is missing is a day off.

    `weekly` is keyed as `date.weekday()` is: Monday 0, Thursday 3, Friday 4, Saturday 5, Sunday 6.
    Raises `InvalidInput("hours-invalid")` for a span that does not lie within its day.
    """

    valid_from: date
    valid_until: date | None
    weekly: Mapping[int, Span | tuple[int, int]]

    def __post_init__(self) -> None:
        for weekday, (opens, closes) in self.weekly.items():
            if not (0 <= weekday <= 6 and 0 <= opens < closes <= 24 * 60):
                raise InvalidInput("hours-invalid", weekday=weekday, opens=opens, closes=closes)

    def hold_on(self, day: date) -> bool:
        """Whether these hours are the ones in force that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


@dataclass(frozen=True, slots=True)
class Closure:
    """An office shut from its first to its last day, both included: snow, dust, mourning, a repair."""

    first: date
    last: date
    reason: str

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidInput("closure-ends-before-it-begins", first=self.first, last=self.last)


DEFAULT_WEEK: Final[Mapping[int, Span]] = {weekday: Span(7 * 60 + 30, 14 * 60) for weekday in (5, 6, 0, 1, 2)}
"""Saturday to Wednesday, 07:30 to 14:00: where an office has recorded nothing else."""


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """When one office is open: dated hours, public holidays, closures of its own.

    Where hours overlap the later `valid_from` wins; where none hold, `DEFAULT_WEEK` does.
    """

    hours: tuple[OpeningHours, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    closures: tuple[Closure, ...] = ()
    _days_off: frozenset[date] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hours", tuple(sorted(self.hours, key=lambda h: h.valid_from, reverse=True)))
        object.__setattr__(self, "_days_off", frozenset(holiday.date for holiday in self.holidays))

    def hours_on(self, day: date) -> Span | None:
        """Opening and closing that day, or None when it is a day off, a holiday or a closure."""
        if day in self._days_off or any(closure.first <= day <= closure.last for closure in self.closures):
            return None
        weekly = next((hours.weekly for hours in self.hours if hours.hold_on(day)), DEFAULT_WEEK)
        span = weekly.get(day.weekday())
        return None if span is None else Span(*span)

    def is_open_day(self, day: date) -> bool:
        """Whether the office opens at all that day."""
        return self.hours_on(day) is not None

    def is_open_at(self, moment: datetime) -> bool:
        """Whether the door is open at this very moment."""
        local = aware(moment).astimezone(TEHRAN)
        span = self.hours_on(local.date())
        return span is not None and span.opens <= local.hour * 60 + local.minute < span.closes

    def next_open_day(self, day: date) -> date:
        """The day itself if open, else the first open day after it.

        Raises `Conflict("calendar-never-opens")` when 400 days in a row are closed.
        """
        return self._open_day(day, _DAY)

    def last_open_day(self, day: date) -> date:
        """The day itself if open, else the last open day before it. Raises as `next_open_day` does."""
        return self._open_day(day, -_DAY)

    def add(self, moment: datetime, duration: Duration) -> datetime:
        """The moment (UTC) by which a promise made at `moment` is due.

        Minutes and hours are elapsed time. Everything else ends at closing time: of the n-th open day after
        today for working days, else of the day so many days, Jalali months or years on, extended to the next
        open day when that one is closed.
        """
        if duration.is_elapsed:
            return aware(moment) + _elapsed(duration)
        today = local_date(moment)
        if duration.unit == "working-day":
            return self._closing(self._count_open_days(today, duration.n, _DAY))
        return self._closing(self.next_open_day(_shift(today, duration, 1)))

    def subtract(self, moment: datetime, duration: Duration) -> datetime:
        """The last moment (UTC) that still lies `duration` before `moment`, for «3 days before the meeting».

        Counted backwards by the same rules: a closed day moves to the open day before it, never nearer.
        """
        if duration.is_elapsed:
            return aware(moment) - _elapsed(duration)
        today = local_date(moment)
        if duration.unit == "working-day":
            return self._closing(self._count_open_days(today, duration.n, -_DAY))
        return self._closing(self.last_open_day(_shift(today, duration, -1)))

    def working_days_between(self, first: date, last: date) -> int:
        """Open days after `first` up to and including `last`; none when `last` is not later."""
        return sum(self.is_open_day(first + _DAY * n) for n in range(1, (last - first).days + 1))

    def _open_day(self, day: date, step: timedelta) -> date:
        for _ in range(_LONGEST_CLOSURE):
            if self.is_open_day(day):
                return day
            day += step
        raise Conflict("calendar-never-opens", around=day)

    def _count_open_days(self, day: date, n: int, step: timedelta) -> date:
        for _ in range(n):
            day = self._open_day(day + step, step)
        return day

    def _closing(self, day: date) -> datetime:
        span = self.hours_on(day)
        closes = 24 * 60 if span is None else span.closes
        return aware(datetime.combine(day, time(), TEHRAN) + timedelta(minutes=closes))


def _elapsed(duration: Duration) -> timedelta:
    return timedelta(minutes=duration.n) if duration.unit == "minute" else timedelta(hours=duration.n)


def _shift(day: date, duration: Duration, sign: int) -> date:
    if duration.unit == "day":
        return day + _DAY * (sign * duration.n)
    return add_months(day, sign * duration.n * (12 if duration.unit == "year" else 1))
