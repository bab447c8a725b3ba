"""How long a household's visit takes: minutes by its size and needs, as the directive's rows say."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from panah.appointments.rules.needs import NOTHING, Need
from panah.foundation.errors import InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class LengthRow:
    """Minutes for households of up to so many members; None is for any greater number."""

    up_to: int | None
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """The rows in rising order, the last of them open, and what needs add in minutes.

    No household is too large to be seen, so a table without an open last row is refused: raises
    `InvalidInput("lengths-unreadable")`, also for rows that do not rise and lengths that are none.
    """

    rows: tuple[LengthRow, ...]
    added: Mapping[Need, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        closed = [row.up_to for row in self.rows[:-1]]
        rises = all(one is not None and one > 0 for one in closed) and all(
            one is not None and two is not None and one < two for one, two in pairwise(closed)
        )
        longer = all(one.minutes <= two.minutes for one, two in pairwise(self.rows))
        is_time = all(row.minutes > 0 for row in self.rows) and min(self.added.values(), default=0) >= 0
        if not (self.rows and self.rows[-1].up_to is None and rises and longer and is_time):
            raise InvalidInput("lengths-unreadable")

    def minutes_for(self, *, members: int, needs: Need = NOTHING) -> int:
        """Give the minutes of one visit; raises `InvalidInput("household-is-empty")`."""
        if members < 1:
            raise InvalidInput("household-is-empty", members=members)
        row = next(row for row in self.rows if row.up_to is None or members <= row.up_to)
        return row.minutes + sum(minutes for need, minutes in self.added.items() if need in needs)
