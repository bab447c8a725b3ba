"""Najva, the ministry's registry: it records entries and corrections once each, and shows what stands there."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from panah.conf.simulators import pages
from panah.conf.simulators.speech import Manners, Reply, Request, Saying, answer, page
from panah.foundation.clock import local_date, utc_now

UNKNOWN = "0000"
"""A person whose unique code ends so is not known there."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry as it stands there; `said` is the whole request, by which a repetition is known."""

    receipt: str
    on: str
    said: Mapping[str, object]

    @property
    def about(self) -> Mapping[str, object]:
        """Whom it is about."""
        about = self.said.get("about")
        return about if isinstance(about, dict) else {}


@dataclass(slots=True)
class Najva:
    """The simulated system at `/najva`."""

    secret: str = field(repr=False)
    manners: Manners = field(default_factory=Manners)
    entries: dict[str, Recorded] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(100_001))
    lock: Lock = field(default_factory=Lock)

    def __call__(self, request: Request) -> Reply:
        """Answer one request below `/najva`, or show what stands there."""
        match (request.method, request.path.strip("/").split("/")):
            case ("POST", ["najva", "records"]):
                return answer(request, self.secret, self.manners, self._take)
            case ("POST", ["najva", "corrections"]):
                return answer(request, self.secret, self.manners, self._correct)
            case ("POST", ["najva", "records", "find"]):
                return answer(request, self.secret, self.manners, self._find)
            case ("GET", ["najva"]):
                return page(pages.entries([_line(one) for one in list(self.entries.values())[::-1]]))
        return page(pages.nothing_here(), status=404)

    def _correct(self, said: dict[str, object]) -> Mapping[str, object]:
        corrects = said.get("corrects")
        if not isinstance(corrects, str) or corrects not in {one.receipt for one in self.entries.values()}:
            raise Saying("not-found")
        return self._take(said)

    def _take(self, said: dict[str, object]) -> Mapping[str, object]:
        name, acts, about = said.get("id"), said.get("acts"), said.get("about")
        if not isinstance(name, str) or not name or not isinstance(acts, list) or not isinstance(about, dict):
            raise Saying("unreadable")
        if str(about.get("unique_code", "")).endswith(UNKNOWN):
            raise Saying("not-found")
        with self.lock:
            before = self.entries.get(name)
            if before is not None and before.said != said:
                raise Saying("key-used")
            if before is None:
                receipt = f"N-{next(self.numbers)}"
                before = Recorded(receipt, local_date(utc_now()).isoformat(), said)
                self.entries[name] = before
        return {"id": name, "receipt": before.receipt, "recorded_on": before.on}

    def _find(self, said: dict[str, object]) -> Mapping[str, object]:
        name = str(said.get("id"))
        found = self.entries.get(name)
        if found is None:
            return {"id": name, "found": False}
        return {"id": name, "found": True, "receipt": found.receipt, "recorded_on": found.on}


def _line(one: Recorded) -> tuple[str, str, str]:
    acts = one.said.get("acts")
    told = ", ".join(str(act) for act in acts) if isinstance(acts, list) else ""
    corrects = one.said.get("corrects")
    return one.receipt, str(one.about.get("name", "")), f"{told} ↩ {corrects}" if corrects else told
