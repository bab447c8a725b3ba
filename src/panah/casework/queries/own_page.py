"""What the page of a case is made of, as whoever asked for it sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from panah.casework.queries.usual_time import UsualTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Where a case or one subject lies: the step, who holds it and where, since and until when (UTC).

    `yours` says that it waits for the people themselves, `waits` that nobody holds it and time passes; `days` is the
    day it has reached, the first being 1.
    """

    step: str
    title: str
    role: str
    office: str
    since: datetime
    due_at: datetime | None
    days: int
    yours: bool
    waits: bool
    usual: UsualTime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What waits for the people themselves: the item as the page shows it, its words, and why it came back."""

    item: int
    ver: int
    step: str
    title: str
    words: tuple[str, ...]
    subject_id: int | None
    name: str
    reason: "Why | None"


@dataclass(frozen=True, slots=True)
class Why:
    """Why something was returned or refused: the coded reason with its remedy and rule, and the officer's own words."""

    code: str
    text: str
    remedy: str
    rule: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectLine:
    """One person of a case: `state` is asked, in-hand, ready, granted, adverse, withdrawn, closed, apart or untold.

    Apart says nothing: it is that person's own matter, wherever it stands. Untold is over, and how it ended is told to
    the person it is about.
    """

    id: int
    party: int
    name: str
    state: str
    end: str
    why: Why | None
    may_leave: bool


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage of the way: done, here or ahead."""

    title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """All that a case's own page shows; `pays_at` is the step where something is due, empty where none is.

    `own` are the subjects whose own matters may be shown (bills, papers, decisions); None: everybody's.
    """

    id: int
    number: str
    slug: str
    title: str
    start: str
    start_title: str
    is_open: bool
    alone: bool
    opened_at: datetime
    closed_at: datetime | None
    ver: int
    version_id: int
    directive_id: int
    household_id: int | None
    office_id: int
    office: str
    request: Mapping[str, object]
    holdings: tuple[Holding, ...]
    stages: tuple[StageLine, ...]
    people: tuple[SubjectLine, ...]
    own: frozenset[int] | None
    turns: tuple[Turn, ...]
    pays_at: str
    may_withdraw: bool
    starts: tuple[tuple[str, str, tuple[str, ...]], ...]
    linked: tuple[tuple[int, str, str], ...]

    @property
    def bearers(self) -> tuple[int, ...]:
        """The parties a paper of the case names: never one who was refused, left out or went their own way."""
        return tuple(one.party for one in self.people if one.state in {"granted", "ready"})
