"""The Jalali (solar Hijri) calendar: dates are stored Gregorian, Jalali only to count and to read."""

from panah.foundation.jalali.arithmetic import (
    Jalali,
    add_months,
    is_leap,
    month_length,
    to_gregorian,
    to_jalali,
)
from panah.foundation.jalali.entry import PartialDate, Precision, from_fields, parse
from panah.foundation.jalali.wording import (
    MONTHS,
    WEEKDAYS,
    MonthNames,
    format_long,
    format_partial,
    format_short,
)

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "Jalali",
    "MonthNames",
    "PartialDate",
    "Precision",
    "add_months",
    "format_long",
    "format_partial",
    "format_short",
    "from_fields",
    "is_leap",
    "month_length",
    "parse",
    "to_gregorian",
    "to_jalali",
]
