"""Names of months and weekdays: Dari and Pashto go by the signs of the zodiac, Arabic writes the Persian names."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal

type MonthNames = Literal["fa", "dari", "ps", "ar", "en"]

_SPLIT_MONTHS: Final[dict[MonthNames, str]] = {
    "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "dari": "حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت",
    "ps": "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب",
    "ar": "فروردين أرديبهشت خرداد تير مرداد شهريور مهر آبان آذر دي بهمن إسفند",
    "en": "Farvardin Ordibehesht Khordad Tir Mordad Shahrivar Mehr Aban Azar Dey Bahman Esfand",
}

_PERSIAN_WEEK: Final = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")

MONTHS: Final[Mapping[MonthNames, tuple[str, ...]]] = MappingProxyType(
    {language: tuple(names.split()) for language, names in _SPLIT_MONTHS.items()}
)
"""Twelve names by language, Farvardin (حمل) first."""

WEEKDAYS: Final[Mapping[MonthNames, tuple[str, ...]]] = MappingProxyType(
    {
        "fa": _PERSIAN_WEEK,
        "dari": _PERSIAN_WEEK,
        "ps": _PERSIAN_WEEK,
        "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
        "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    }
)
"""Seven names by language, in Python's order (`date.weekday()`: Monday is 0, Friday 4)."""
