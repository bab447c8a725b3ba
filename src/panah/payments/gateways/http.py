"""A bank over our published contract (docs/contracts/bank.yaml): signed, idempotent, strictly read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from panah.foundation.signed_http import Garbled, OutsideError, SignedClient, Unreachable
from panah.payments.gateways.base import (
    BankUnavailable,
    OnlineOrder,
    OrderTaken,
    Verdict,
    VerdictState,
)

CODES = {
    "outside-unreachable": "bank-silent",
    "outside-garbled": "bank-garbled",
    "outside-refused": "bank-refused",
}


@dataclass(frozen=True, slots=True)
class HttpBank:
    """Speaks the contract to one bank."""

    client: SignedClient

    def start(self, order: OnlineOrder, *, now: datetime) -> OrderTaken:
        """Announce an order and read where its page is. Raises BankUnavailable."""
        said = {
            "order": order.token,
            "rial": order.rial,
            "account": order.account,
            "description": order.what,
            "return_url": order.return_url,
        }
        try:
            answer = self.client.post("/payments", said, key=order.token, now=now)
            return self._taken(answer, order)
        except OutsideError as error:
            raise BankUnavailable(CODES[error.code]) from error

    def verify(self, *, token: str, reference: str, now: datetime) -> Verdict:
        """Ask what became of an order; whatever is not said clearly, of this very order, is unknown."""
        asking = {"order": token, "reference": reference}
        try:
            answer = self.client.post("/payments/verify", asking, key=f"{token}:verify", now=now)
            return _verdict(answer, token, reference)
        except Unreachable:
            return Verdict(VerdictState.UNKNOWN, was_heard=False)
        except OutsideError:
            return Verdict(VerdictState.UNKNOWN)

    def _taken(self, answer: Mapping[str, object], order: OnlineOrder) -> OrderTaken:
        reference, page = answer.get("reference"), answer.get("page")
        if answer.get("order") != order.token or not isinstance(reference, str) or not reference:
            raise Garbled("outside-garbled", why="order")
        if len(reference) > 120 or not isinstance(page, str) or not self._is_safe(page):
            raise Garbled("outside-garbled", why="page")
        return OrderTaken(reference, page)

    def _is_safe(self, page: str) -> bool:
        """Whether a payer may be sent there: encrypted, or where this bank itself is spoken to."""
        parts, own = urlsplit(page), urlsplit(self.client.base)
        return bool(parts.hostname) and (
            parts.scheme == "https" or (parts.scheme, parts.netloc) == (own.scheme, own.netloc)
        )


def _verdict(answer: Mapping[str, object], token: str, reference: str) -> Verdict:
    if (answer.get("order"), answer.get("reference")) != (token, reference):
        raise Garbled("outside-garbled", why="order")
    state = answer.get("state")
    if state in {"unpaid", "cancelled"}:
        return Verdict(VerdictState(str(state)))
    rial, receipt = answer.get("rial"), answer.get("receipt")
    if state != "paid" or type(rial) is not int or rial <= 0:
        raise Garbled("outside-garbled", why="state")
    if not isinstance(receipt, str) or not 0 < len(receipt) <= 80:
        raise Garbled("outside-garbled", why="receipt")
    return Verdict(VerdictState.PAID, rial, receipt)
