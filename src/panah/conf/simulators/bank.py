"""A bank's payment port: orders, a page to pay at, and a truthful answer to whoever asks what became of an order."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock
from urllib.parse import urlsplit

from panah.conf.simulators import pages
from panah.conf.simulators.speech import Manners, Reply, Request, Saying, answer, page


@dataclass(slots=True)
class Order:
    """One order at the bank; amounts in rial."""

    order: str
    reference: str
    rial: int
    description: str
    return_url: str
    state: str = "unpaid"
    receipt: str = ""

    def told(self) -> dict[str, object]:
        """What the bank says of it."""
        said: dict[str, object] = {"order": self.order, "reference": self.reference, "state": self.state}
        return said | ({"rial": self.rial, "receipt": self.receipt} if self.state == "paid" else {})


@dataclass(slots=True)
class Bank:
    """The simulated bank at `/bank`."""

    secret: str = field(repr=False)
    manners: Manners = field(default_factory=Manners)
    orders: dict[str, Order] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, request: Request) -> Reply:
        """Answer one request below `/bank`."""
        match (request.method, request.path.removeprefix("/bank").strip("/").split("/")):
            case ("POST", ["payments"]):
                return answer(request, self.secret, self.manners, lambda said: self._take(said, request))
            case ("POST", ["payments", "verify"]):
                return answer(request, self.secret, self.manners, self._verify)
            case ("GET", ["pay", reference]) if reference in self.orders:
                order = self.orders[reference]
                return page(pages.payment(order.description, order.rial, order.state))
            case ("POST", ["pay", reference]) if reference in self.orders:
                return self._paid_at(self.orders[reference], request.form.get("what", ""))
        return page(pages.nothing_here(), status=404)

    def _take(self, said: dict[str, object], request: Request) -> Mapping[str, object]:
        token, rial, back = said.get("order"), said.get("rial"), said.get("return_url")
        if not isinstance(token, str) or type(rial) is not int or rial <= 0 or not isinstance(back, str):
            raise Saying("unreadable")
        if urlsplit(back).scheme not in {"http", "https"}:
            raise Saying("unreadable")
        with self.lock:
            order = next((one for one in self.orders.values() if one.order == token), None)
            if order is None:
                order = Order(token, secrets.token_hex(8), rial, str(said.get("description", "")), back)
                self.orders[order.reference] = order
            elif order.rial != rial:
                raise Saying("key-used")
        there = f"{request.origin}/bank/pay/{order.reference}"
        return {"order": token, "reference": order.reference, "page": there}

    def _verify(self, said: dict[str, object]) -> Mapping[str, object]:
        order = self.orders.get(str(said.get("reference")))
        if order is None or order.order != said.get("order"):
            raise Saying("not-found")
        return order.told()

    def _paid_at(self, order: Order, what: str) -> Reply:
        """Do what the payer chose on the page; `vanish` pays and never comes back."""
        with self.lock:
            if order.state == "unpaid" and what in {"pay", "vanish"}:
                order.state, order.receipt = "paid", str(secrets.randbelow(10**12)).zfill(12)
            elif order.state == "unpaid" and what == "cancel":
                order.state = "cancelled"
        if what == "vanish":
            return page(pages.vanished(order.receipt))
        return Reply(303, b"", (("Location", order.return_url),))
