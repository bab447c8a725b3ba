"""Numbers by which the state, banks and posts know a person or a place, read as people type them.

Each `parse_…` folds digits of all three sets, drops spaces, dashes and half-spaces, checks what is published
to be checked and nothing more, and returns the form to store. Errors are `InvalidInput` with the codes
`<kind>-unreadable`, `<kind>-length` and, where there is a check digit, `<kind>-checksum`.
"""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean, to_latin_digits

_BETWEEN: Final = re.compile("[\\s\u200c\u200d\\-\u2010-\u2015\u2212\u0640]+")
_DIGITS: Final = re.compile("[0-9]+")
_LETTERS_AND_DIGITS: Final = re.compile("[A-Z0-9]*[0-9][A-Z0-9]*")


def parse_national_code(text: str) -> str:
    """کد ملی of an Iranian: ten digits, the last checking the nine before it modulo 11.

    Raises `InvalidInput`: `national-code-unreadable`, `-length` or `-checksum`.
    """
    code = _digits(text, "national-code", 10, 10)
    total = sum(int(digit) * weight for digit, weight in zip(code, range(10, 1, -1), strict=False))
    check = total % 11 if total % 11 < 2 else 11 - total % 11
    if check != int(code[9]) or len(set(code)) == 1:
        raise InvalidInput("national-code-checksum")
    return code


def parse_sheba(text: str) -> str:
    """شبا, the Iranian IBAN: IR and 24 digits, modulo 97 (ISO 13616); IR may be left out when typing.

    Raises `InvalidInput`: `sheba-unreadable`, `-length` or `-checksum`.
    """
    code = "IR" + _digits(_compact(text).removeprefix("IR"), "sheba", 24, 24)
    if int(f"{code[4:]}1827{code[2:4]}") % 97 != 1:
        raise InvalidInput("sheba-checksum")
    return code


def parse_bank_card(text: str) -> str:
    """A bank card number: 16 digits, the last by Luhn (ISO/IEC 7812).

    Raises `InvalidInput`: `bank-card-unreadable`, `-length` or `-checksum`.
    """
    number = _digits(text, "bank-card", 16, 16)
    doubled = (int(digit) * (2 - at % 2) for at, digit in enumerate(number))
    if sum(value // 10 + value % 10 for value in doubled) % 10 or number == "0" * 16:
        raise InvalidInput("bank-card-checksum")
    return number


def parse_postal_code(text: str) -> str:
    """An Iranian postal code: ten digits, not beginning with 0.

    Raises `InvalidInput`: `postal-code-unreadable` or `-length`.
    """
    code = _digits(text, "postal-code", 10, 10)
    if code.startswith("0"):
        raise InvalidInput("postal-code-unreadable")
    return code


def parse_household_code(text: str) -> str:
    """کد خانوار as printed on the Amayesh card: digits; no published length or check digit."""
    return _digits(text, "household-code", 3, 20)


def parse_unique_code(text: str) -> str:
    """کد یکتا / کد فراگیر: sources disagree on ten or twelve digits, and none publishes a check digit."""
    return _digits(text, "unique-code", 4, 20)


def parse_card_number(text: str) -> str:
    """The serial of a paper of the bureau (Amayesh card, slip): letters and digits."""
    return _letters_and_digits(text, "card-number", 3, 24)


def parse_passport_number(text: str) -> str:
    """A passport number of any state: capital letters and digits, five to fifteen."""
    return _letters_and_digits(text, "passport-number", 5, 15)


def parse_tazkira_number(text: str) -> str:
    """A تذکره of Afghanistan, electronic (13 digits) or of paper: digits, dashes dropped."""
    return _digits(text, "tazkira-number", 3, 20)


def parse_service_id(text: str) -> str:
    """شناسه خدمت as printed: text of at most eleven digits; some official pages lost a zero."""
    return _digits(text, "service-id", 1, 11)


PARSERS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {
        "national-code": parse_national_code,
        "sheba": parse_sheba,
        "bank-card": parse_bank_card,
        "postal-code": parse_postal_code,
        "household-code": parse_household_code,
        "unique-code": parse_unique_code,
        "card-number": parse_card_number,
        "passport-number": parse_passport_number,
        "tazkira-number": parse_tazkira_number,
        "service-id": parse_service_id,
    }
)
"""Each kind of identifier by name; the codes of its errors begin with the same name."""


def in_groups(code: str, size: int = 4) -> str:
    """A long number as it is read aloud and compared: groups parted by no-break spaces."""
    return "\u00a0".join(code[at : at + size] for at in range(0, len(code), size))


def _compact(text: str) -> str:
    return _BETWEEN.sub("", to_latin_digits(clean(text))).upper()


def _digits(text: str, name: str, shortest: int, longest: int) -> str:
    return _matched(_DIGITS, text, name, shortest, longest)


def _letters_and_digits(text: str, name: str, shortest: int, longest: int) -> str:
    return _matched(_LETTERS_AND_DIGITS, text, name, shortest, longest)


def _matched(form: re.Pattern[str], text: str, name: str, shortest: int, longest: int) -> str:
    code = _compact(text)
    if not form.fullmatch(code):
        raise InvalidInput(f"{name}-unreadable")
    if not shortest <= len(code) <= longest:
        raise InvalidInput(f"{name}-length", length=len(code), shortest=shortest, longest=longest)
    return code
