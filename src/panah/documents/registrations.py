"""What packages give the papers by name: the receipts that are printed on them, and what signed files are made of."""

from collections.abc import Callable, Sequence

from panah.documents.rules.files.sheet import Sheet
from panah.documents.rules.slip import Receipt
from panah.foundation.errors import NotFound

type Receipts = Callable[[Sequence[int]], Sequence[Receipt]]
"""Gives what was paid in these cases (numbers), or that nothing was due, oldest first."""

type SheetOf = Callable[[int], Sheet | None]
"""Typesets a paper by its number, to be signed; None where it does not stand now."""

_receipts: list[Receipts] = []
_sheets: dict[str, SheetOf] = {}


def register_receipts(receipts: Receipts) -> None:
    """Give what tells the receipts of cases; the last one given counts."""
    _receipts[:] = [receipts]


def receipts_of(case_ids: Sequence[int]) -> tuple[Receipt, ...]:
    """The receipts of these cases; none while no package takes money."""
    return tuple(_receipts[0](case_ids)) if _receipts else ()


def register_sheet(kind: str, sheet: SheetOf) -> None:
    """Give what typesets papers of a kind (`letter`) for their signed files."""
    _sheets[kind] = sheet


def sheet_behind(paper: str) -> Sheet | None:
    """Typeset a paper by its stream (`letter:7`). Raises NotFound("paper-unknown") and what its kind raises."""
    kind, _, number = paper.partition(":")
    if kind not in _sheets or not number.isdecimal():
        raise NotFound("paper-unknown", paper=paper)
    return _sheets[kind](int(number))
