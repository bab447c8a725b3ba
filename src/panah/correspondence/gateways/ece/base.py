"""What Panah asks of the exchange between secretariats, whichever way it is reached."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from panah.foundation.errors import PanahError


class ExchangeTrouble(PanahError):
    """A letter did not go, as far as is known: `ece-silent`, `…-garbled`, `…-refused`, `…-too-large`, `…-by-hand`.

    `is_final` says that sending it again is no use, `was_heard` that somebody answered at all.
    """

    def __init__(
        self, what: str, *, is_final: bool = False, was_heard: bool = True, reason: str = ""
    ) -> None:
        super().__init__(f"ece-{what}", reason=reason)
        self.is_final = is_final
        self.was_heard = was_heard
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """An envelope to a secretariat (its `code`) under our own id, by which it is known again."""

    id: str
    code: str
    envelope: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Posted:
    """An envelope that came for a secretariat: the exchange's own name of it, for whom, and its bytes."""

    id: str
    code: str
    envelope: bytes = field(repr=False)


class Exchange(Protocol):
    """A way to other secretariats."""

    @property
    def by_hand(self) -> bool:
        """Whether a clerk carries files there and back."""
        ...

    def send(self, parcel: Parcel, *, now: datetime) -> str:
        """Send an envelope and give its receipt; the same id arrives once. Raises ExchangeTrouble."""
        ...

    def came(self, *, now: datetime) -> list[Posted]:
        """Ask for envelopes that came and were not yet taken. Raises ExchangeTrouble."""
        ...

    def taken(self, ids: list[str], *, now: datetime) -> None:
        """Say that envelopes are safely ours. Raises ExchangeTrouble."""
        ...
