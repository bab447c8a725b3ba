"""What Panah asks of a provider that reaches phones, by text or by a call that is read out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from panah.foundation.errors import PanahError


class Trouble(PanahError):
    """An order was not taken: `sms-silent`, `sms-garbled`, `sms-refused`, `sms-not-offered`; `voice-` the same.

    `is_final` says that trying again is no use, `was_heard` that somebody answered at all.
    """

    def __init__(self, code: str, *, is_final: bool = False, was_heard: bool = True) -> None:
        super().__init__(code)
        self.is_final = is_final
        self.was_heard = was_heard


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One text for one number (E.164) under our own id, by which the provider knows it again; in which language."""

    id: str
    to: str = field(repr=False)
    text: str = field(repr=False)
    language: str = "fa"


class Gateway(Protocol):
    """A way to a provider."""

    def send(self, order: Order, *, now: datetime) -> str:
        """Hand an order over and return the provider's number of it; the same id is done once. Raises Trouble."""
        ...

    def receipts(self, provider_ids: Sequence[str], *, now: datetime) -> Mapping[str, str]:
        """Ask what became of orders: `delivered`, `undeliverable`, `not-answered`, or `pending`. Raises Trouble."""
        ...
