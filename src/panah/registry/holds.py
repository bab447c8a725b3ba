"""What keeps a record from standing for another: other packages register it by name of the matter.

A room above the registry knows of matters under way about a person; the registry asks it before it lets one record
go on for two.
"""

from collections.abc import Callable, Sequence
from typing import Final

type Hold = Callable[[int], Sequence[str]]
"""Tells, for a person, the numbers of what is under way about them."""

_HOLDS: Final[dict[str, Hold]] = {}


def register_hold(matter: str, hold: Hold) -> None:
    """Give what tells of one kind of matter under way, such as open cases."""
    _HOLDS[matter] = hold


def holds_on(person_id: int) -> dict[str, tuple[str, ...]]:
    """Name everything under way about a person, by the kind of matter; only kinds of which there is any."""
    told = {matter: tuple(hold(person_id)) for matter, hold in _HOLDS.items()}
    return {matter: numbers for matter, numbers in told.items() if numbers}
