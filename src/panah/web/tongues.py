"""The five languages of people's pages: how each is read, and with which digits and month names."""

import re
from dataclasses import dataclass
from typing import Final, Literal

from panah.foundation.jalali import MonthNames
from panah.foundation.persian import to_latin_digits

PERSIAN_DIGITS: Final = "۰۱۲۳۴۵۶۷۸۹"
ARABIC_DIGITS: Final = "٠١٢٣٤٥٦٧٨٩"
LATIN_DIGITS: Final = "0123456789"

_RUN: Final = re.compile("[A-Za-z0-9۰-۹٠-٩@._+/-]+")
_LATIN_LETTER: Final = re.compile("[A-Za-z]")

type Direction = Literal["rtl", "ltr"]


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language: its code in addresses, its BCP 47 tag for readers aloud, its own name.

    `second_calendar` says that a Jalali date stands with the Gregorian one, for readers who live by that;
    `reviewed` that a native reader has read the translation.
    """

    code: str
    tag: str
    name: str
    digits: str = PERSIAN_DIGITS
    months: MonthNames = "fa"
    direction: Direction = "rtl"
    second_calendar: bool = False
    reviewed: bool = False


TONGUES: Final = {
    tongue.code: tongue
    for tongue in (
        Tongue("fa", "fa", "فارسی", reviewed=True),
        Tongue("prs", "fa-AF", "دری", months="dari"),
        Tongue("ar", "ar", "العربية", ARABIC_DIGITS, "ar", second_calendar=True),
        Tongue("ps", "ps", "پښتو", months="ps"),
        Tongue("en", "en", "English", LATIN_DIGITS, "en", "ltr", second_calendar=True),
    )
}


def tongue_of(code: str | None) -> Tongue:
    """Return the language of a code, and Persian for anything unknown."""
    return TONGUES.get(code or "fa", TONGUES["fa"])


def in_digits_of(tongue: Tongue, text: str) -> str:
    """Rewrite every digit of any set in the digits this language reads.

    What is written with Latin letters (an e-mail address, a passport number) keeps Latin digits everywhere.
    """
    own = str.maketrans(LATIN_DIGITS, tongue.digits)

    def rewritten(run: re.Match[str]) -> str:
        plain = to_latin_digits(run[0])
        return plain if _LATIN_LETTER.search(plain) else plain.translate(own)

    return _RUN.sub(rewritten, text)
