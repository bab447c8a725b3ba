"""Dates in words and in Persian digits, for the people of five languages who share one calendar."""

from datetime import date
from typing import Literal

from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali.arithmetic import to_jalali
from panah.foundation.jalali.entry import PartialDate
from panah.foundation.jalali.names import MONTHS, WEEKDAYS, MonthNames

__all__ = ["MONTHS", "WEEKDAYS", "MonthNames", "format_long", "format_partial", "format_short"]


def format_long(day: date, *, months: MonthNames = "fa", weekday: bool = False) -> str:
    """«۲۹ آبان ۱۴۰۵», and with its weekday «جمعه ۲۹ آبان ۱۴۰۵»; Latin digits only with English months."""
    at = to_jalali(day)
    text = f"{at.day} {MONTHS[months][at.month - 1]} {at.year}"
    return _in_digits(f"{WEEKDAYS[months][day.weekday()]} {text}" if weekday else text, months)


def format_short(day: date, *, months: MonthNames = "fa", weekday: bool = False) -> str:
    """«۱۴۰۵/۰۸/۲۹», and with its weekday «جمعه ۱۴۰۵/۰۸/۲۹»."""
    at = to_jalali(day)
    text = f"{at.year:04}/{at.month:02}/{at.day:02}"
    return _in_digits(f"{WEEKDAYS[months][day.weekday()]} {text}" if weekday else text, months)


def format_partial(partial: PartialDate, *, months: MonthNames = "fa") -> str:
    """As much of a date as is known: «۱۳۶۹», «آبان ۱۳۶۹» or «۲۹ آبان ۱۳۶۹»."""
    at = to_jalali(partial.first)
    known: dict[Literal["year", "month", "day"], str] = {
        "year": f"{at.year}",
        "month": f"{MONTHS[months][at.month - 1]} {at.year}",
        "day": f"{at.day} {MONTHS[months][at.month - 1]} {at.year}",
    }
    return _in_digits(known[partial.precision], months)


def _in_digits(text: str, months: MonthNames) -> str:
    return text if months == "en" else to_persian_digits(text)
