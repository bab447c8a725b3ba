"""Spans of Jalali dates, as an order writes them: `1396/01/01` up to, not including, another day."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Protocol

from panah.foundation.jalali import parse
from panah.workflow.form_text import TextRule

JalaliText = Annotated[
    str, TextRule(pattern=r"1[34][0-9]{2}/[01][0-9]/[0-3][0-9]", meaning="a Jalali date like 1405/01/01")
]


class Dated(Protocol):
    """A row of a directive that holds from a day on, or for a while."""

    @property
    def valid_from(self) -> str:
        """The first Jalali day it holds."""

    @property
    def valid_until(self) -> str | None:
        """The first Jalali day it no longer holds; None while nobody has ended it."""


@dataclass(frozen=True, slots=True)
class Period:
    """Gregorian days from `first` up to, not including, `until`."""

    first: date
    until: date | None = None

    def holds(self, on: date) -> bool:
        """Whether the day lies within."""
        return self.first <= on and (self.until is None or on < self.until)

    def overlaps(self, other: "Period") -> bool:
        """Whether a day lies within both."""
        starts_in_time = other.until is None or self.first < other.until
        return starts_in_time and (self.until is None or other.first < self.until)


def period(row: Dated) -> Period:
    """Give the days a row holds; raises `InvalidInput` for a day that no calendar has."""
    return Period(parse(row.valid_from), parse(row.valid_until) if row.valid_until else None)
