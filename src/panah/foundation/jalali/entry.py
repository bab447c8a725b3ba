"""Dates as people type them: one line or three fields, any digits, and birth dates known only to the year."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali.arithmetic import Jalali, month_length, to_gregorian
from panah.foundation.jalali.names import MONTHS
from panah.foundation.persian import clean, fold, to_latin_digits

type Precision = Literal["year", "month", "day"]

_WHOLE: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_MONTH_NUMBERS: Final = {
    fold(name): number for names in MONTHS.values() for number, name in enumerate(names, start=1)
}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date with what is known of it: the first and last Gregorian day it may be, and to what precision."""

    first: date
    last: date
    precision: Precision


def parse(text: str) -> date:
    """The Gregorian day of a Jalali date in one line: `۱۴۰۴/۰۵/۱۴`, `1404/5/14`, `1404-05-14`, any digits.

    Raises `InvalidInput`: `date-unreadable`, `year-looks-gregorian`, or the codes of `Jalali`.
    """
    match = _WHOLE.fullmatch(to_latin_digits(clean(text)))
    if match is None:
        raise InvalidInput("date-unreadable", text=text)
    year, month, day = map(int, match.groups())
    return to_gregorian(Jalali(_jalali_year(year), month, day))


def from_fields(year: str, month: str, day: str) -> PartialDate:
    """The date of three fields; day, or day and month, may be empty, and a month may be typed by name.

    Raises `InvalidInput`: `date-year-missing`, `date-month-missing` (a day without its month),
    `date-year-unreadable`, `date-month-unreadable`, `date-day-unreadable`, `year-looks-gregorian`, or the
    codes of `Jalali`.
    """
    typed_year, typed_month, typed_day = (to_latin_digits(clean(field)) for field in (year, month, day))
    if not typed_year:
        raise InvalidInput("date-year-missing")
    if typed_day and not typed_month:
        raise InvalidInput("date-month-missing")
    in_year = _jalali_year(_number(typed_year, "date-year-unreadable", digits=4))
    if not typed_month:
        return _span(Jalali(in_year, 1, 1), Jalali(in_year, 12, month_length(in_year, 12)), "year")
    in_month = _month_number(typed_month)
    if not typed_day:
        longest = month_length(in_year, in_month)
        return _span(Jalali(in_year, in_month, 1), Jalali(in_year, in_month, longest), "month")
    at = Jalali(in_year, in_month, _number(typed_day, "date-day-unreadable", digits=2))
    return _span(at, at, "day")


def _span(first: Jalali, last: Jalali, precision: Precision) -> PartialDate:
    return PartialDate(to_gregorian(first), to_gregorian(last), precision)


def _jalali_year(year: int) -> int:
    if 1800 <= year <= 2199:
        raise InvalidInput("year-looks-gregorian", year=year)
    return year


def _month_number(typed: str) -> int:
    named = _MONTH_NUMBERS.get(fold(typed))
    return named if named is not None else _number(typed, "date-month-unreadable", digits=2)


def _number(typed: str, code: str, *, digits: int) -> int:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= digits):
        raise InvalidInput(code, text=typed)
    return int(typed)
