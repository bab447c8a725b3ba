"""An SMS provider: takes messages, tells what became of them, and shows on a page what phones would show."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

from panah.conf.simulators import pages
from panah.conf.simulators.speech import Manners, Reply, Request, Saying, answer, page

MOST_KEPT = 200


@dataclass(frozen=True, slots=True)
class Received:
    """One message as a phone got it."""

    id: str
    to: str
    text: str
    state: str


@dataclass(slots=True)
class Sms:
    """The simulated provider at `/sms`, and what it sent at `/messages`.

    A number that ends in 0000 cannot be reached; of one that ends in 1111 nothing is ever heard again.
    """

    secret: str = field(repr=False)
    manners: Manners = field(default_factory=Manners)
    received: dict[str, Received] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def __call__(self, request: Request) -> Reply:
        """Answer one request below `/sms`, or show `/messages`."""
        match (request.method, request.path.strip("/")):
            case ("POST", "sms/messages"):
                return answer(request, self.secret, self.manners, self._take)
            case ("POST", "sms/receipts"):
                return answer(request, self.secret, self.manners, self._receipts)
            case ("GET", "messages"):
                newest = list(self.received.values())[::-1]
                return page(pages.messages([(one.to, one.text, one.state) for one in newest]))
        return page(pages.nothing_here(), status=404)

    def _take(self, said: dict[str, object]) -> Mapping[str, object]:
        number, to, text = said.get("id"), said.get("to"), said.get("text")
        if not (
            isinstance(number, str) and isinstance(to, str) and isinstance(text, str) and number and text
        ):
            raise Saying("unreadable")
        if not (to.startswith("+") and to[1:].isdigit()):
            raise Saying("unreadable")
        with self.lock:
            before = self.received.get(number)
            if before is not None and (before.to, before.text) != (to, text):
                raise Saying("key-used")
            self.received.setdefault(number, Received(number, to, text, _fate(to)))
            for oldest in list(self.received)[:-MOST_KEPT]:
                del self.received[oldest]
        return {"id": number, "provider_id": f"sim-{number}"}

    def _receipts(self, said: dict[str, object]) -> Mapping[str, object]:
        ids = said.get("provider_ids")
        if not isinstance(ids, list):
            raise Saying("unreadable")
        known = {f"sim-{one.id}": one.state for one in self.received.values()}
        return {"states": {str(one): known.get(str(one), "pending") for one in ids}}


def _fate(to: str) -> str:
    if to.endswith("0000"):
        return "undeliverable"
    return "pending" if to.endswith("1111") else "delivered"
