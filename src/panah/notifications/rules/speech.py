"""Numbers, days and hours as a caller says them, in words."""

import re
from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType
from typing import Final

from panah.foundation.digits import to_latin_digits
from panah.foundation.jalali import MONTHS, WEEKDAYS, MonthNames, to_jalali

WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fa": ("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
        "prs": ("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
        "ps": ("صفر", "یو", "دوه", "درې", "څلور", "پنځه", "شپږ", "اووه", "اته", "نهه"),
        "ar": ("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"),
        "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    }
)
_PASHTO_TEENS: Final = "لس یوولس دولس دیارلس څوارلس پنځلس شپاړس اوولس اتلس نولس"
_ENGLISH_TEENS: Final = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_PERSIAN_TEENS: Final = "ده یازده دوازده سیزده چهارده پانزده شانزده هفده هجده نوزده"
TEENS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fa": tuple(_PERSIAN_TEENS.split()),
        "prs": tuple(_PERSIAN_TEENS.split()),
        "ps": tuple(_PASHTO_TEENS.split()),
        "ar": (
            "عشرة", "أحد عشر", "اثنا عشر", "ثلاثة عشر", "أربعة عشر",
            "خمسة عشر", "ستة عشر", "سبعة عشر", "ثمانية عشر", "تسعة عشر",
        ),
        "en": tuple(_ENGLISH_TEENS.split()),
    }
)  # fmt: skip
TENS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fa": ("بیست", "سی", "چهل", "پنجاه"),
        "prs": ("بیست", "سی", "چهل", "پنجاه"),
        "ps": ("شل", "دېرش", "څلوېښت", "پنځوس"),
        "ar": ("عشرون", "ثلاثون", "أربعون", "خمسون"),
        "en": ("twenty", "thirty", "forty", "fifty"),
    }
)
_BEYOND_TENS: Final = {
    "fa": "{tens} و {one}",
    "prs": "{tens} و {one}",
    "ar": "{one} و{tens}",
    "en": "{tens} {one}",
}
_PASHTO_UNITS: Final = ("", "یو", "دوه", "درې", "څلور", "پنځه", "شپږ", "اووه", "اته", "نهه")
_PASHTO_TWENTY: Final = "ویشت"
ARABIC_HOURS: Final = (
    "الواحدة", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة",
    "السابعة", "الثامنة", "التاسعة", "العاشرة", "الحادية عشرة", "الثانية عشرة",
)  # fmt: skip
PARTS_OF_DAY: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "fa": ("صبح", "ظهر", "بعد از ظهر"),
        "prs": ("صبح", "چاشت", "بعد از چاشت"),
        "ps": ("سهار", "غرمه", "ماسپښین"),
        "ar": ("صباحاً", "ظهراً", "بعد الظهر"),
        "en": ("in the morning", "noon", "in the afternoon"),
    }
)
"""Before noon, in the hour of noon, and after it."""
_WITH_MINUTES: Final = {
    "fa": "{hour} و {minutes} دقیقهٔ {part}",
    "prs": "{hour} و {minutes} دقیقهٔ {part}",
    "ps": "د {part} {hour} بجې او {minutes} دقیقې",
    "ar": "{hour} و{minutes} دقيقة {part}",
    "en": "{hour} {minutes} {part}",
}
_FULL_HOUR: Final = {
    "fa": "{hour} {part}",
    "prs": "{hour} {part}",
    "ps": "د {part} {hour} بجې",
    "ar": "{hour} {part}",
    "en": "{hour} o'clock {part}",
}
CALENDARS: Final[Mapping[str, MonthNames]] = MappingProxyType(
    {"fa": "fa", "prs": "dari", "ps": "ps", "ar": "ar", "en": "en"}
)
"""Whose names of months and weekdays a language says."""
_PART: Final = re.compile("[^0-9A-Za-z]+")
_DIGITS: Final = re.compile("[0-9]+")


def spoken(number: str, language: str) -> str:
    """Say a case number: its parts with a pause between, each digit a word; letters stay as they are."""
    parts = [part for part in _PART.split(to_latin_digits(number)) if part]
    pause = ", " if language == "en" else "، "
    return pause.join(_said(part, WORDS[language]) for part in parts)


def in_words(count: int, language: str) -> str:
    """Say a number below sixty as it is counted: «بیست و پنج»."""
    if count < 10:
        return WORDS[language][count]
    if count < 20:
        return TEENS[language][count - 10]
    tens, one = TENS[language][count // 10 - 2], count % 10
    if not one:
        return tens
    if language == "ps":
        return f"{_PASHTO_UNITS[one]} {_PASHTO_TWENTY if count < 30 else tens}"
    return _BEYOND_TENS[language].format(tens=tens, one=WORDS[language][one])


def spoken_day(day: date, language: str) -> str:
    """Say a local day without its year: «سه‌شنبه، سه آذر»."""
    names, at = CALENDARS[language], to_jalali(day)
    pause = ", " if language == "en" else "، "
    said = f"{in_words(at.day, language)} {MONTHS[names][at.month - 1]}"
    return f"{WEEKDAYS[names][day.weekday()]}{pause}{said}"


def spoken_time(at: time, language: str) -> str:
    """Say a local hour: «نه و سی دقیقهٔ صبح»."""
    morning, noon, after = PARTS_OF_DAY[language]
    part = morning if at.hour < 12 else noon if at.hour == 12 else after
    twelve = (at.hour - 1) % 12 + 1
    hour = ARABIC_HOURS[twelve - 1] if language == "ar" else in_words(twelve, language)
    if not at.minute:
        whole = "{hour} {part}" if language == "en" and at.hour == 12 else _FULL_HOUR[language]
        return whole.format(hour=hour, part=part)
    minutes = in_words(at.minute, language)
    if language == "en" and at.minute < 10:
        minutes = f"oh {minutes}"
    return _WITH_MINUTES[language].format(hour=hour, minutes=minutes, part=part)


def without_digits(name: str, language: str) -> str:
    """Say a name that bears a number, as an office does: «دفتر سه صفر یک، برازجان»."""
    return _DIGITS.sub(lambda found: _said(found[0], WORDS[language]), to_latin_digits(name))


def _said(part: str, words: tuple[str, ...]) -> str:
    return " ".join(words[int(one)] if one.isdigit() else one for one in re.findall("[0-9]|[A-Za-z]+", part))
