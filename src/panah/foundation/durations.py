"""A length of time as law and directives say it: so many of one unit, whose meaning a calendar decides."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

from panah.foundation.errors import InvalidInput

type Unit = Literal["minute", "hour", "day", "working-day", "month", "year"]

UNITS: Final[tuple[Unit, ...]] = get_args(Unit.__value__)

_MOST: Final[dict[Unit, int]] = {
    "minute": 100 * 366 * 24 * 60,
    "hour": 100 * 366 * 24,
    "day": 100 * 366,
    "working-day": 100 * 366,
    "month": 100 * 12,
    "year": 100,
}


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units, at least one and at most a hundred years; months and years are Jalali.

    Minutes and hours are elapsed time (72 hours are 72 hours); the others end on a day of the working
    calendar. Raises `InvalidInput` with `duration-unit-unknown` or `duration-out-of-range`.
    """

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise InvalidInput("duration-unit-unknown", unit=self.unit)
        if not 1 <= self.n <= _MOST[self.unit]:
            raise InvalidInput("duration-out-of-range", n=self.n, unit=self.unit, most=_MOST[self.unit])

    def __str__(self) -> str:
        return f"{self.n} {self.unit}{'' if self.n == 1 else 's'}"

    @property
    def is_elapsed(self) -> bool:
        """Whether it runs by the clock alone, through nights and holidays."""
        return self.unit in {"minute", "hour"}
