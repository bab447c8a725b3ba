"""The ticket of an appointment (برگهٔ نوبت): a code that nobody can guess and that says nothing of anybody."""

import re
import secrets
from typing import Final

import segno

from panah.foundation.digits import to_latin_digits

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no letter that is read as a digit."""
LENGTH: Final = 16
START: Final = "N"
"""What the code begins with, so that a scanner's line is known for a ticket."""
_LOOK_ALIKE: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s\-\u200c\u200e\u200f\u2066-\u2069]+")


def new_code() -> str:
    """Give a code of 80 random bits, such as `N3K7QH2M9XWT4B0ZC`."""
    return START + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """Read a code as a scanner or a hand typed it, in any digits, with gaps and strokes; None for what is none."""
    plain = _BETWEEN.sub("", to_latin_digits(typed)).upper()
    code = START + plain[1:].translate(_LOOK_ALIKE) if plain.startswith(START) else ""
    return code if len(code) == LENGTH + 1 and set(code[1:]) <= set(ALPHABET) else None


def in_groups(code: str) -> str:
    """Write a code as people read it aloud: «N 3K7Q H2M9 …»."""
    letters = code[1:]
    return " ".join([code[:1], *(letters[at : at + 4] for at in range(0, len(letters), 4))])


def square(code: str) -> list[str]:
    """Draw a code as rows of `x` and `.`, without the quiet field; 15 % of it may be soiled."""
    drawn = segno.make_qr(code, error="m", boost_error=False)
    return ["".join("x" if dark else "." for dark in row) for row in drawn.matrix]
