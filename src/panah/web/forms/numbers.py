"""Numbers in addresses and hidden fields: Latin digits, no longer than the number of a row."""

from typing import Final

LONGEST: Final = 18
NONE: Final = 0
"""No row has this number."""


def number_in(text: str) -> int:
    """Read a number; 0 for whatever is none, and for more digits than a row can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else NONE
