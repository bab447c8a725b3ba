"""Dates in the words of the reader's language: Jalali, and Gregorian beside it where readers live by that."""

from datetime import date, datetime
from typing import Final

from django.utils import timezone

from panah.foundation.jalali import format_long, format_short
from panah.web.tongues import Tongue, in_digits_of

GREGORIAN_MONTHS: Final = {
    "ar": (
        "كانون الثاني",
        "شباط",
        "آذار",
        "نيسان",
        "أيار",
        "حزيران",
        "تموز",
        "آب",
        "أيلول",
        "تشرين الأول",
        "تشرين الثاني",
        "كانون الأول",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}


def local_day(value: date | datetime) -> date:
    """Return the day in Tehran; a moment must know its zone."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


def long_date(value: date | datetime, tongue: Tongue, *, weekday: bool = False) -> str:
    """Write «۲۹ آبان ۱۴۰۵»; in Arabic and English the Gregorian date follows in brackets."""
    day = local_day(value)
    said = in_digits_of(tongue, format_long(day, months=tongue.months, weekday=weekday))
    if not tongue.second_calendar:
        return said
    months = GREGORIAN_MONTHS[tongue.code]
    return in_digits_of(tongue, f"{said} ({day.day} {months[day.month - 1]} {day.year})")


def short_date(value: date | datetime, tongue: Tongue) -> str:
    """Write «۱۴۰۵/۰۸/۲۹» in the digits of the language."""
    return in_digits_of(tongue, format_short(local_day(value)))
