"""What Panah asks of a bank's payment port, whichever bank it is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from panah.foundation.errors import PanahError


class BankUnavailable(PanahError):
    """No payer can be sent to the bank now: `online-not-offered`, `bank-silent`, `bank-garbled`, `bank-refused`."""


class VerdictState(StrEnum):
    """What the bank says of an order; `unknown` is no answer or one that cannot be trusted, never a yes or a no."""

    PAID = "paid"
    UNPAID = "unpaid"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineOrder:
    """What a payer is sent to the bank with; `token` is our number, `return_url` where the browser comes back."""

    token: str
    rial: int
    account: str
    what: str
    return_url: str


@dataclass(frozen=True, slots=True)
class OrderTaken:
    """The bank's number of an order and the address of its page."""

    reference: str
    address: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the bank says of an order: the amount in rial and the receipt number, where it was paid.

    `was_heard` is False when nobody answered at all.
    """

    state: VerdictState
    rial: int = 0
    receipt: str = ""
    was_heard: bool = True


class BankGateway(Protocol):
    """A way to a bank."""

    def start(self, order: OnlineOrder, *, now: datetime) -> OrderTaken:
        """Announce an order; the same token is the same order. Raises BankUnavailable."""
        ...

    def verify(self, *, token: str, reference: str, now: datetime) -> Verdict:
        """Ask the bank itself what became of an order, as often as one likes; never raises."""
        ...
