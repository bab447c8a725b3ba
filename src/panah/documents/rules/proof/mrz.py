"""The three lines a border post reads by machine on the back of a card: TD1 of ICAO Doc 9303, fifth part.

They carry no signature: what they say is looked at beside the code, never instead of it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from panah.documents.rules.proof.mrz_names import FILLER, WIDTH, name_field, names
from panah.documents.rules.proof.paper import Birth
from panah.foundation.errors import InvalidInput

_NUMBER_WIDTH: Final = 9
_WEIGHTS: Final = (7, 3, 1)
_LINE: Final = re.compile(r"[0-9A-Z<]{30}")

_SHAPES: Final = {
    "document_code": re.compile(r"(?!AI)[ACI][A-UW-Z0-9]?"),
    "issuer": re.compile(r"[A-Z]{1,3}"),
    "number": re.compile(r"[0-9A-Z]{1,22}"),
    "birth": re.compile(r"\d{6}|\d{4}<<|\d\d<<<<|<<<<<<"),
    "sex": re.compile(r"[FM<]"),
    "expiry": re.compile(r"\d{6}"),
    "nationality": re.compile(r"[A-Z]{1,3}"),
    "optional": re.compile(r"(?!.*<$)(?:[0-9A-Z][0-9A-Z<]{0,14})?"),
    "second_optional": re.compile(r"(?!.*<$)[0-9A-Z<]{0,11}"),
}


@dataclass(frozen=True, slots=True)
class Td1:
    """What the three lines say, without fillers.

    `document_code` begins with A, C or I; `issuer` and `nationality` are codes of ICAO Doc 9303 (`IRN`, `AFG`, `XXA`
    for the stateless); days are YYMMDD, Gregorian, of a birth with `<` for what is unknown; `sex` is F, M or `<`.
    Names are as they stand in the lines, possibly cut. Raises `InvalidInput("mrz-field", field=…)`.
    """

    document_code: str
    issuer: str
    number: str
    birth: str
    sex: str
    expiry: str
    nationality: str
    surname: str
    given: str = ""
    optional: str = ""
    second_optional: str = ""

    def __post_init__(self) -> None:
        for field, shape in _SHAPES.items():
            if not shape.fullmatch(getattr(self, field)):
                raise InvalidInput("mrz-field", field=field)
        if len(_upper(self)) > WIDTH:
            raise InvalidInput("mrz-field", field="optional")


def check_digit(field: str) -> int:
    """The check digit of a field: letters from A = 10, fillers 0, weights 7, 3, 1, modulo 10 (third part, 4.9)."""
    values = (0 if sign == FILLER else int(sign, 36) for sign in field)
    return sum(value * _WEIGHTS[at % 3] for at, value in enumerate(values)) % 10


def birth_field(birth: Birth) -> str:
    """Write a birth as YYMMDD, with `<` for the parts in which its first and last day differ."""
    first, last = f"{birth.first:08}", f"{birth.last:08}"
    known = next((size for size in (8, 6, 4) if first[:size] == last[:size]), 2)
    return first[2:known].ljust(6, FILLER)


def write(td1: Td1) -> tuple[str, str, str]:
    """Write the three lines of thirty; raises `InvalidInput` as `name_field` does."""
    upper = _upper(td1).ljust(WIDTH, FILLER)
    nationality, second = td1.nationality.ljust(3, FILLER), td1.second_optional.ljust(11, FILLER)
    middle = f"{_checked(td1.birth)}{td1.sex}{_checked(td1.expiry)}{nationality}{second}"
    lower = name_field(td1.surname, td1.given)
    return upper, f"{middle}{check_digit(_composite(upper, middle))}", lower


def read(lines: Sequence[str]) -> Td1:
    """Read three lines.

    Raises `InvalidInput`: `mrz-lines` for other lengths or letters, `mrz-check-digit` with the `field` that does not
    add up, `mrz-field` for what no field may say, `mrz-name`.
    """
    if len(lines) != 3 or not all(map(_LINE.fullmatch, lines)):
        raise InvalidInput("mrz-lines")
    upper, middle, lower = lines
    number, optional = _number(upper)
    for field, text, digit in _fields(upper, middle):
        if digit != str(check_digit(text)):
            raise InvalidInput("mrz-check-digit", field=field)
    surname, given = names(lower)
    return Td1(
        document_code=upper[:2].rstrip(FILLER),
        issuer=upper[2:5].rstrip(FILLER),
        number=number,
        birth=middle[:6],
        sex=middle[7],
        expiry=middle[8:14],
        nationality=middle[15:18].rstrip(FILLER),
        surname=surname,
        given=given,
        optional=optional,
        second_optional=middle[18:29].rstrip(FILLER),
    )


def _upper(td1: Td1) -> str:
    """Write the upper line up to its last letter; a number of more than nine runs on, with its digit after it."""
    begins = td1.document_code.ljust(2, FILLER) + td1.issuer.ljust(3, FILLER)
    principal, more = td1.number[:_NUMBER_WIDTH].ljust(_NUMBER_WIDTH, FILLER), td1.number[_NUMBER_WIDTH:]
    if not more:
        return f"{begins}{_checked(principal)}{td1.optional}"
    return f"{begins}{principal}{FILLER}{more}{check_digit(td1.number)}{FILLER}{td1.optional}"


def _number(upper: str) -> tuple[str, str]:
    """Part the upper line into the number and the optional letters; raises `InvalidInput("mrz-check-digit")`."""
    principal, digit, rest = upper[5:14], upper[14], upper[15:].rstrip(FILLER)
    if digit != FILLER:
        if digit != str(check_digit(principal)):
            raise InvalidInput("mrz-check-digit", field="number")
        return principal.rstrip(FILLER), rest
    more, _, optional = rest.partition(FILLER)
    number = principal + more[:-1]
    if not more or more[-1] != str(check_digit(number)):
        raise InvalidInput("mrz-check-digit", field="number")
    return number, optional


def _fields(upper: str, middle: str) -> Iterator[tuple[str, str, str]]:
    yield "birth", middle[:6], middle[6]
    yield "expiry", middle[8:14], middle[14]
    yield "composite", _composite(upper, middle), middle[29]


def _composite(upper: str, middle: str) -> str:
    """What the last digit is over: the upper line from its number on, and the middle one but sex and nationality."""
    return upper[5:] + middle[:7] + middle[8:15] + middle[18:29]


def _checked(field: str) -> str:
    return f"{field}{check_digit(field)}"
