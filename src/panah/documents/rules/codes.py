"""The code by which a paper is looked up: short enough to type, too long to guess."""

import re
import secrets
from typing import Final

from panah.foundation.digits import to_persian_digits
from panah.foundation.persian import clean, to_latin_digits

ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty letters and digits; 0 and O, 1, I and L, and U beside V are left out, for they are misread."""

LENGTH: Final = 10
"""Ten of thirty are 49 bits: at thirty guesses a minute the first of a million papers is met after some 37 years."""

_HALF: Final = LENGTH // 2
_BETWEEN: Final = str.maketrans("", "", " -–_.\u200c")
_ADDRESS: Final = re.compile(r"https?://[^?#\s]+\?n=([^&#\s]+)")
_SLASHES: Final = str.maketrans({"\\": "/", "-": "/", "–": "/", "⁄": "/", " ": None, "\u200c": None})


def new_code() -> str:
    """Draw a code from the system's source of randomness."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def show_code(code: str) -> str:
    """Write a code in two halves, as it is printed and read aloud: `K7M4P-2XW9Q`."""
    return f"{code[:_HALF]}-{code[_HALF:]}"


def show_number(number: str) -> str:
    """Write the number of a paper in Persian digits; one with Latin letters keeps Latin digits, as on the paper."""
    has_letter = any(one.isascii() and one.isalpha() for one in number)
    return to_latin_digits(number) if has_letter else to_persian_digits(number)


def read_code(typed: str) -> str | None:
    """Read a typed code, in any case and digits, with or without the dash; None for what cannot be one."""
    code = to_latin_digits(clean(typed)).translate(_BETWEEN).upper()
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else None


def code_in(text: str) -> str | None:
    """Read a code as `read_code`, or out of the square of a letter, which is `<page>?n=CODE` at any host."""
    address = _ADDRESS.fullmatch(text.strip())
    return read_code(address[1] if address else text)


def read_number(typed: str) -> str | None:
    """Read a typed letter number in any digits, its parts between slashes or dashes; None for what cannot be one."""
    parts = to_latin_digits(clean(typed)).translate(_SLASHES).split("/")
    whole = len(parts) == 3 and all(part.isascii() and part.isalnum() for part in parts)
    return "/".join(parts) if whole else None
