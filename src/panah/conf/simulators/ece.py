"""The exchange between secretariats: takes letters once each, shows what arrived, and answers one when asked to."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from panah.conf.simulators import pages
from panah.conf.simulators.speech import Manners, Reply, Request, Saying, answer, page
from panah.correspondence.rules.ece import Envelope, read_envelope, write_envelope
from panah.foundation.clock import local_date, utc_now
from panah.foundation.errors import InvalidInput

UNKNOWN = "0000"
"""No secretariat has an address that ends so."""
TITLE = "تبادل آزمایشی نامه (ECE)"


@dataclass(frozen=True, slots=True)
class Arrived:
    """One letter as it arrived; `said` is the whole request, by which a repetition is known."""

    receipt: str
    envelope: Envelope
    said: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Waits:
    """One envelope that waits to be taken by its receiver, under the exchange's own name."""

    id: str
    to: str
    envelope: str


@dataclass(slots=True)
class EceSimulator:
    """The simulated exchange at `/ece`; whoever stands before its page may answer a letter."""

    secret: str = field(repr=False)
    manners: Manners = field(default_factory=Manners)
    arrived: dict[str, Arrived] = field(default_factory=dict)
    inbox: dict[str, Waits] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1_001))
    lock: Lock = field(default_factory=Lock)

    def __call__(self, request: Request) -> Reply:
        """Answer one request, or show what arrived."""
        handlers = {"/ece/letters": self._take, "/ece/inbox": self._came, "/ece/inbox/taken": self._taken}
        asked = request.path.rstrip("/")
        if request.method == "POST" and asked in handlers:
            return answer(request, self.secret, self.manners, handlers[asked])
        if request.method == "POST" and asked == "/ece/answer":
            self.answer_letter(request.form.get("id", ""))
            return Reply(303, b"", (("Location", "/ece"),))
        if request.method == "GET" and asked == "/ece":
            return page(pages.arrived(TITLE, self._rows()))
        return page(pages.nothing_here(), status=404)

    def answer_letter(self, name: str) -> str:
        """Answer a letter that arrived, as its receiver would; gives the number of the answer, or nothing."""
        with self.lock:
            one = self.arrived.get(name)
            if one is None:
                return ""
            n = next(self.numbers)
            before = one.envelope
            reply = Envelope(
                id=f"answer-{n}",
                sender=before.receiver,
                receiver=before.sender,
                is_copy=False,
                number=f"{n}/ص",
                on=local_date(utc_now()),
                subject=f"پاسخ: {before.subject}"[:200],
                urgency=before.urgency,
                classification=before.classification,
                in_reply_to=before.number,
                follows="",
                annex="",
                content=before.content,
            )
            self.inbox[reply.id] = Waits(reply.id, reply.receiver.code, write_envelope(reply))
        return reply.number

    def _take(self, said: dict[str, object]) -> Mapping[str, object]:
        name, to, text = said.get("id"), said.get("to"), said.get("envelope")
        if not (isinstance(name, str) and name and isinstance(to, str) and isinstance(text, str)):
            raise Saying("unreadable")
        if to.endswith(UNKNOWN):
            raise Saying("not-found")
        try:
            envelope = read_envelope(text.encode())
        except InvalidInput as wrong:
            raise Saying("unreadable") from wrong
        with self.lock:
            before = self.arrived.get(name)
            if before is not None and before.said != said:
                raise Saying("key-used")
            if before is None:
                before = Arrived(f"ECE-{next(self.numbers)}", envelope, said)
                self.arrived[name] = before
        return {"id": name, "receipt": before.receipt}

    def _came(self, said: dict[str, object]) -> Mapping[str, object]:
        del said
        with self.lock:
            waiting = list(self.inbox.values())[:1]
        return {
            "letters": [
                {"id": one.id, "to": one.to, "envelope": b64encode(one.envelope.encode()).decode()}
                for one in waiting
            ]
        }

    def _taken(self, said: dict[str, object]) -> Mapping[str, object]:
        ids = said.get("ids")
        if not isinstance(ids, list):
            raise Saying("unreadable")
        with self.lock:
            for name in ids:
                self.inbox.pop(str(name), None)
        return {"taken": len(ids)}

    def _rows(self) -> list[pages.ArrivedLetter]:
        return [
            pages.ArrivedLetter(
                id=name,
                receipt=one.receipt,
                number=one.envelope.number,
                subject=one.envelope.subject,
                to=one.envelope.receiver.name,
            )
            for name, one in list(self.arrived.items())[::-1]
        ]
