"""Najva and the border: systems that record what they are told once each, and show what stands there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from panah.conf.simulators import pages
from panah.conf.simulators.speech import Manners, Reply, Request, Saying, answer, page
from panah.foundation.clock import local_date, utc_now

UNKNOWN = "0000"
"""What is known by a number that ends so is not known there."""
type Crosses = Callable[[str, str, Manners], None]
"""What a border does to say that the paper of a number was used at a border."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry as it stands there; `said` is the whole request, by which a repetition is known."""

    receipt: str
    on: str
    said: Mapping[str, object]

    @property
    def about(self) -> Mapping[str, object]:
        """Whom or what it is about."""
        about = self.said.get("about")
        return about if isinstance(about, dict) else {}


@dataclass(slots=True)
class Register:
    """One simulated system at `/name`: `paths` take an entry, take one back, find one; `known_by` names whom it knows.

    Where it is a border, whoever stands before its page may send somebody across (`crosses`).
    """

    secret: str = field(repr=False)
    name: str
    paths: tuple[str, str]
    known_by: str
    title: str
    crosses: Crosses | None = None
    manners: Manners = field(default_factory=Manners)
    entries: dict[str, Recorded] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(100_001))
    lock: Lock = field(default_factory=Lock)

    def __call__(self, request: Request) -> Reply:
        """Answer one request, or show what stands there."""
        record, correct = self.paths
        here = f"/{self.name}"
        handlers = {
            f"{here}/{record}": self._take,
            f"{here}/{correct}": self._correct,
            f"{here}/{record}/find": self._find,
        }
        asked = request.path.rstrip("/")
        if request.method == "POST" and asked in handlers:
            return answer(request, self.secret, self.manners, handlers[asked])
        if request.method == "POST" and asked == f"{here}/cross" and self.crosses:
            self.crosses(request.form.get("number", ""), request.form.get("border", ""), self.manners)
            return Reply(303, b"", (("Location", here),))
        if request.method == "GET" and asked == here:
            return page(pages.entries(self.title, self._rows(), may_cross=self.crosses is not None))
        return page(pages.nothing_here(), status=404)

    def _rows(self) -> list[pages.Entry]:
        return [_row(one) for one in list(self.entries.values())[::-1]]

    def _correct(self, said: dict[str, object]) -> Mapping[str, object]:
        corrects = said.get("corrects")
        if not isinstance(corrects, str) or corrects not in {one.receipt for one in self.entries.values()}:
            raise Saying("not-found")
        return self._take(said)

    def _take(self, said: dict[str, object]) -> Mapping[str, object]:
        name, acts, about = said.get("id"), said.get("acts"), said.get("about")
        if not isinstance(name, str) or not name or not isinstance(acts, list) or not isinstance(about, dict):
            raise Saying("unreadable")
        if str(about.get(self.known_by, "")).endswith(UNKNOWN):
            raise Saying("not-found")
        with self.lock:
            before = self.entries.get(name)
            if before is not None and before.said != said:
                raise Saying("key-used")
            if before is None:
                receipt = f"{self.name[0].upper()}-{next(self.numbers)}"
                before = Recorded(receipt, local_date(utc_now()).isoformat(), said)
                self.entries[name] = before
        return {"id": name, "receipt": before.receipt, "recorded_on": before.on}

    def _find(self, said: dict[str, object]) -> Mapping[str, object]:
        name = str(said.get("id"))
        found = self.entries.get(name)
        if found is None:
            return {"id": name, "found": False}
        return {"id": name, "found": True, "receipt": found.receipt, "recorded_on": found.on}


def najva(secret: str) -> Register:
    """The ministry's registry."""
    return Register(secret, "najva", ("records", "corrections"), "unique_code", "نجوای آزمایشی")


def border(secret: str, crosses: Crosses | None) -> Register:
    """The border police."""
    return Register(secret, "border", ("notices", "withdrawals"), "number", "مرزبانی آزمایشی", crosses)


def _row(one: Recorded) -> pages.Entry:
    acts = one.said.get("acts")
    told = ", ".join(str(act) for act in acts) if isinstance(acts, list) else ""
    corrects, about = one.said.get("corrects"), one.about
    return pages.Entry(
        receipt=one.receipt,
        name=str(about.get("name", "")),
        what=f"{told} ↩ {corrects}" if corrects else told,
        number=str(about.get("number", "")),
        border=str(about.get("border", "")),
    )
