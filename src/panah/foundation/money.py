"""Money in whole rials, written as people read it; the toman (ten rials) only ever stands beside it."""

import re
from typing import Final, NewType

from panah.foundation.digits import to_latin_digits, to_persian_digits
from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean, fold

Rial = NewType("Rial", int)
"""A whole number of rials."""

MOST: Final = Rial(10**15 - 1)

_GROUPED: Final = re.compile(r"[0-9]{1,3}(?:([,٬،. '])[0-9]{3})(?:\1[0-9]{3})*")
_PLAIN: Final = re.compile("[0-9]+")
_UNIT: Final = re.compile("\\s*([A-Za-z\u0620-\u064a\u0671-\u06d3]+)$")
_UNITS: Final = {
    "": 1,
    "ریال": 1,
    "rial": 1,
    "rials": 1,
    "irr": 1,
    "تومان": 10,
    "تومن": 10,
    "toman": 10,
    "tomans": 10,
}


def format_rial(amount: Rial) -> str:
    """«۵۰۰٬۰۰۰ ریال»."""
    return f"{_grouped(amount)} ریال"


def format_toman(amount: Rial) -> str:
    """The same amount in tomans: «۵۰٬۰۰۰ تومان», with a tenth where the rials are odd: «۰٫۵ تومان»."""
    whole, tenth = divmod(abs(amount), 10)
    sign = "-" if amount < 0 else ""
    return f"{sign}{_grouped(whole)}{to_persian_digits(f'٫{tenth}') if tenth else ''} تومان"


def format_both(amount: Rial) -> str:
    """What a payer reads: «۵۰۰٬۰۰۰ ریال (۵۰٬۰۰۰ تومان)»."""
    return f"{format_rial(amount)} ({format_toman(amount)})"


def parse_rial(text: str) -> Rial:
    """The amount of what was typed: any digits, thousands grouped or not, «ریال» or «تومان» after it.

    Raises `InvalidInput`: `amount-unreadable`, `amount-unit-unknown`, `amount-too-large`.
    """
    typed = to_latin_digits(clean(text))
    found = _UNIT.search(typed)
    unit = fold(found[1]) if found else ""
    number = typed[: found.start()] if found else typed
    if unit not in _UNITS:
        raise InvalidInput("amount-unit-unknown", unit=unit)
    if not (_PLAIN.fullmatch(number) or _GROUPED.fullmatch(number)):
        raise InvalidInput("amount-unreadable", text=text)
    digits = re.sub("[^0-9]", "", number)
    if len(digits) > 16 or int(digits) * _UNITS[unit] > MOST:
        raise InvalidInput("amount-too-large", most=MOST)
    return Rial(int(digits) * _UNITS[unit])


def _grouped(amount: int) -> str:
    return to_persian_digits(f"{amount:,}").replace(",", "٬")
