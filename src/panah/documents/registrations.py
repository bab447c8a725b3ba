"""What packages above give the papers by name: the receipts that are printed on them."""

from collections.abc import Callable, Sequence

from panah.documents.rules.slip import Receipt

type Receipts = Callable[[Sequence[int]], Sequence[Receipt]]
"""Gives what was paid in these cases (numbers), or that nothing was due, oldest first."""

_receipts: list[Receipts] = []


def register_receipts(receipts: Receipts) -> None:
    """Give what tells the receipts of cases; the last one given counts."""
    _receipts[:] = [receipts]


def receipts_of(case_ids: Sequence[int]) -> tuple[Receipt, ...]:
    """The receipts of these cases; none while no package takes money."""
    return tuple(_receipts[0](case_ids)) if _receipts else ()
