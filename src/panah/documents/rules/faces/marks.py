"""The word across a paper that is not, or not alone, what it seems: void, a second copy, a specimen."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from panah.documents.rules.data import Data, Value

MARK: Final = "mark"
"""Where a sheet names its mark; every face draws it."""


class Mark(StrEnum):
    """Why a print is marked."""

    VOID = "void"
    DUPLICATE = "duplicate"
    """A reprint that is good: the earlier print is not any more."""
    SPECIMEN = "specimen"


WORDS: Final[Mapping[Mark, tuple[str, str]]] = {
    Mark.VOID: ("باطل", "VOID"),
    Mark.DUPLICATE: ("المثنی", "DUPLICATE"),
    Mark.SPECIMEN: ("نمونه", "SPECIMEN"),
}


def mark_data(mark: Mark | None) -> dict[str, str] | None:
    """Write a mark as the faces read it."""
    if mark is None:
        return None
    word, latin = WORDS[mark]
    return {"word": word, "latin": latin, "tone": mark.value}


def marked(sheet: Data, mark: Mark | None) -> dict[str, Value]:
    """Mark a sheet that was sealed when its paper was good: a void paper is never printed unmarked.

    None leaves a mark that the sheet already bears.
    """
    return {**sheet, MARK: mark_data(mark)} if mark else dict(sheet)
