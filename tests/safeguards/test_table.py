"""The table of safeguards is whole, and behind each cell stands a test."""

from importlib import import_module
from itertools import product

from safeguards.table import SAFEGUARDS, TABLE, Path, proven

MODULES = ("test_refusals", "test_no_harm", "test_leaving", "test_ways_in")


def test_every_safeguard_has_a_cell_on_every_path() -> None:
    cells = [(cell.safeguard, cell.path) for cell in TABLE]
    assert sorted(cells) == sorted(product(SAFEGUARDS, Path))


def test_every_cell_says_why() -> None:
    assert [cell for cell in TABLE if len(cell.why.split()) < 4] == []


def test_every_cell_is_a_test() -> None:
    shown: set[tuple[str, Path]] = set()
    for name in MODULES:
        module = import_module(f"safeguards.{name}")
        shown |= {cell for one in vars(module).values() for cell in proven(one)}
    assert [cell for cell in TABLE if (cell.safeguard, cell.path) not in shown] == []
    assert shown <= set(product(SAFEGUARDS, Path))
