"""The number of a letter: secretariat / Jalali year / place in its register, `18/1405/2345`.

The whole year is written, so that a number found on a paper in ten years still names one letter; the code in front is
the secretariat's own. It is stored in Latin digits and read left to right inside Persian text, as clerks say it.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import to_jalali

CODE: Final = re.compile("[0-9A-Za-z]{1,12}")

type Direction = Literal["outgoing", "incoming", "internal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A letter's place in its register: its number in words, the day it was given (local), annex in words."""

    number: str
    on: date
    annex: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """What comes with a letter: so many sheets, or none."""

    count: int = 0
    text: str = ""


def letter_number(code: str, year: int, n: int) -> str:
    """Write a letter's number."""
    return f"{code}/{year}/{n}"


def read_secretariat_code(code: str) -> str:
    """Give a secretariat's code, one to twelve Latin letters or digits; raises InvalidInput("secretariat-code")."""
    if not CODE.fullmatch(code):
        raise InvalidInput("secretariat-code", code=code)
    return code


def register_year(on: date) -> int:
    """The Jalali year whose register a day's letters stand in; a new one begins on 1 Farvardin."""
    return to_jalali(on).year
