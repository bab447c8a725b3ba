"""The text a register is looked through by: subject, sender, whom it is to, and the sender's number."""

from typing import Final

from panah.foundation.persian import clean, fold

LONGEST: Final = 700


def search_text(*parts: str) -> str:
    """Fold what may be looked for into one text."""
    return " ".join(fold(clean(part)) for part in parts if part)[:LONGEST]
