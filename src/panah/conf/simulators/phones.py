"""Providers that reach phones: they take texts and calls, say what became of them, and show what phones would do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from panah.conf.simulators import pages
from panah.conf.simulators.speech import Manners, Reply, Request, Saying, answer, page

MOST_KEPT = 200
_ORDER = count()


@dataclass(frozen=True, slots=True)
class Received:
    """One text as a phone got it, or one call as somebody heard it; `place` counts both together."""

    id: str
    to: str
    text: str
    state: str
    language: str = ""
    place: int = field(default_factory=lambda: next(_ORDER))

    @property
    def provider_id(self) -> str:
        """The provider's own number."""
        return f"sim-{self.id}"


type Tells = Callable[[str, Received, Manners], None]
"""What a provider does to say by itself what became of an order."""


@dataclass(slots=True)
class Phones:
    """A simulated provider: texts at `/sms/messages`, calls at `/voice/calls`, receipts at `receipts` below either.

    A number that ends in 0000 cannot be reached; of one that ends in 1111 nothing is ever heard again; nobody answers
    a call to one that ends in 2222.
    """

    secret: str = field(repr=False)
    name: str = "sms"
    orders: str = "messages"
    tells: Tells | None = None
    manners: Manners = field(default_factory=Manners)
    received: dict[str, Received] = field(default_factory=dict)
    kept: int = MOST_KEPT
    lock: Lock = field(default_factory=Lock)

    def __call__(self, request: Request) -> Reply:
        """Answer one request below `/sms` or `/voice`."""
        match (request.method, request.path.strip("/").split("/")):
            case ("POST", [self.name, self.orders]):
                return answer(request, self.secret, self.manners, self._take)
            case ("POST", [self.name, "receipts"]):
                return answer(request, self.secret, self.manners, self._receipts)
        return page(pages.nothing_here(), status=404)

    def _take(self, said: dict[str, object]) -> Mapping[str, object]:
        number, to, text = said.get("id"), said.get("to"), said.get("text")
        if not (isinstance(number, str) and isinstance(to, str) and isinstance(text, str)):
            raise Saying("unreadable")
        if not (number and text and to.startswith("+") and to[1:].isdigit()):
            raise Saying("unreadable")
        with self.lock:
            before = self.received.get(number)
            if before is not None and (before.to, before.text) != (to, text):
                raise Saying("key-used")
            if before is None:
                self._keep(Received(number, to, text, self._fate(to), str(said.get("language", ""))))
        return {"id": number, "provider_id": self.received[number].provider_id}

    def _keep(self, one: Received) -> None:
        self.received[one.id] = one
        for oldest in list(self.received)[: -self.kept]:
            del self.received[oldest]
        if self.tells is not None and one.state != "pending":
            self.tells(self.name, one, self.manners)

    def _receipts(self, said: dict[str, object]) -> Mapping[str, object]:
        ids = said.get("provider_ids")
        if not isinstance(ids, list):
            raise Saying("unreadable")
        known = {one.provider_id: one.state for one in self.received.values()}
        return {"states": {str(one): known.get(str(one), "pending") for one in ids}}

    def _fate(self, to: str) -> str:
        if to.endswith("2222") and self.name == "voice":
            return "not-answered"
        if to.endswith("0000"):
            return "undeliverable"
        return "pending" if to.endswith("1111") else "delivered"
