"""Which letter a piece of paper says it is: the code in its square, or what somebody types of it."""

from typing import Final
from urllib.parse import parse_qs, urlsplit

from panah.documents.rules.codes import read_code, read_number

ASKED: Final = "n"
"""The part of a verify address that carries the code."""


def code_in(text: str) -> str | None:
    """Read a letter's code out of the text of a square; None where it is another square."""
    parts = urlsplit(text.strip()) if "://" in text else None
    if parts is None:
        return read_code(text)
    asked = parse_qs(parts.query).get(ASKED, [])
    return read_code(asked[0]) if len(asked) == 1 else None


def typed_letter(text: str) -> tuple[str, str] | None:
    """Read a typed code or letter number as ("code" | "number", value); None for what can be neither."""
    if code := read_code(text):
        return "code", code
    if number := read_number(text):
        return "number", number
    return None
