"""Conversion both ways and counting in months, from 1821 to 2221 (checked day by day from 1840 to 2124)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from persiantools.jdatetime import JalaliDate

from panah.foundation.errors import InvalidInput

FIRST_YEAR: Final = 1200
LAST_YEAR: Final = 1599
_jalali_date: Final[Callable[..., JalaliDate]] = JalaliDate
_FIRST_DAY: Final = date(1821, 3, 21)
_LAST_DAY: Final = date(2221, 3, 20)


@dataclass(frozen=True, order=True, slots=True)
class Jalali:
    """A day of the Jalali calendar between 1200 and 1599, ordered as days are.

    Raises `InvalidInput` with `jalali-year-out-of-range`, `jalali-month-out-of-range`,
    `jalali-day-out-of-range`, or, for 30 Esfand of a common year, `jalali-not-a-leap-year`.
    """

    year: int
    month: int
    day: int

    def __post_init__(self) -> None:
        longest = month_length(self.year, self.month)
        if self.month == 12 and self.day == 30 and longest == 29:
            raise InvalidInput("jalali-not-a-leap-year", year=self.year)
        if not 1 <= self.day <= longest:
            raise InvalidInput("jalali-day-out-of-range", day=self.day, month=self.month, longest=longest)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def is_leap(year: int) -> bool:
    """Whether Esfand of this Jalali year has 30 days. Raises `InvalidInput` outside 1200 to 1599."""
    _check_year(year)
    return bool(JalaliDate.is_leap(year))


def month_length(year: int, month: int) -> int:
    """Days in a Jalali month: 31 six times, 30 five times, then 29 or 30. Raises `InvalidInput`."""
    _check_year(year)
    if not 1 <= month <= 12:
        raise InvalidInput("jalali-month-out-of-range", month=month)
    if month == 12:
        return 30 if is_leap(year) else 29
    return 31 if month <= 6 else 30


def to_jalali(day: date) -> Jalali:
    """The Jalali name of a Gregorian day from 1821 to 2221. Raises `InvalidInput("date-out-of-range")`."""
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise InvalidInput("date-out-of-range", date=day.isoformat())
    found = _jalali_date(day)
    return Jalali(found.year, found.month, found.day)


def to_gregorian(day: Jalali) -> date:
    """The Gregorian day to store."""
    return _jalali_date(day.year, day.month, day.day).to_gregorian()


def add_months(day: date, n: int) -> date:
    """The Gregorian day `n` Jalali months later (earlier if negative), held to the end of a shorter month.

    31 Shahrivar and one month is 30 Mehr; a year is twelve months, so 30 Esfand and a year is 29 Esfand.
    Raises `InvalidInput` when that leaves the calendar.
    """
    start = to_jalali(day)
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    return to_gregorian(Jalali(year, month + 1, min(start.day, month_length(year, month + 1))))


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput("jalali-year-out-of-range", year=year, first=FIRST_YEAR, last=LAST_YEAR)
