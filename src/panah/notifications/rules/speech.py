"""Numbers as a caller says them: digit by digit, in words."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from panah.foundation.digits import to_latin_digits

WORDS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "fa": ("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
        "prs": ("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
        "ps": ("صفر", "یو", "دوه", "درې", "څلور", "پنځه", "شپږ", "اووه", "اته", "نهه"),
        "ar": ("صفر", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"),
        "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    }
)
_PART: Final = re.compile("[^0-9A-Za-z]+")


def spoken(number: str, language: str) -> str:
    """Say a case number: its parts with a pause between, each digit a word; letters stay as they are."""
    parts = [part for part in _PART.split(to_latin_digits(number)) if part]
    pause = ", " if language == "en" else "، "
    return pause.join(_said(part, WORDS[language]) for part in parts)


def _said(part: str, words: tuple[str, ...]) -> str:
    return " ".join(words[int(one)] if one.isdigit() else one for one in re.findall("[0-9]|[A-Za-z]+", part))
