"""What Panah asks of a system of another authority, whichever way it is reached."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from panah.documents.rules.outside import System
from panah.foundation.errors import PanahError


class Trouble(PanahError):
    """An entry was not recorded, as far as is known: `najva-silent`, `…-garbled`, `…-refused`, `border-by-hand`.

    `is_final` says that sending it again is no use, `was_heard` that somebody answered at all.
    """

    def __init__(
        self, system: System, what: str, *, is_final: bool = False, was_heard: bool = True, reason: str = ""
    ) -> None:
        super().__init__(f"{system}-{what}", reason=reason)
        self.is_final = is_final
        self.was_heard = was_heard
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One entry under our own id, by which it is known again: to be recorded, or to take back one of that receipt.

    `acts` are what was done, by the names of effects; `said` is whom or what it is about.
    """

    id: str
    acts: tuple[str, ...]
    corrects: str = ""
    said: Mapping[str, object] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Receipt:
    """That an entry stands there: its number and the local day."""

    number: str
    on: date


class OutsideSystem(Protocol):
    """A way to a system of another authority."""

    @property
    def by_hand(self) -> bool:
        """Whether an officer brings there what is to be recorded."""
        ...

    def record(self, order: Order, *, now: datetime) -> Receipt:
        """Have an entry recorded; the same id is recorded once. Raises Trouble."""
        ...

    def find(self, order_id: str, *, now: datetime) -> Receipt | None:
        """Ask whether an entry of this id stands there already; None where it does not. Raises Trouble."""
        ...
