"""A service's process as a value: what the engine, the pages and the diagrams read, names all resolved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple

from panah.foundation.durations import Duration
from panah.workflow.glossary import Glossary, Nature
from panah.workflow.problems import Place, Source
from panah.workflow.registry import EffectEntry, Registry
from panah.workflow.times import Time, Until

type Kind = Literal["by", "wait", "choose", "do", "ask", "pay", "call", "each"]
type StartKind = Literal["request", "event", "finding", "time", "called"]
type EndKind = Literal["granted", "adverse", "withdrawn", "closed"]
type Trigger = Literal["human", "clock", "message", "rule", "work", "entry", "join"]
"""What takes a way: a person's act, a time, something from outside, a condition, an effect that is done; and
for a block its beginning and its join."""


@dataclass(frozen=True, slots=True)
class ToStep:
    """Go on at a step; a block stands for its beginning."""

    path: str


@dataclass(frozen=True, slots=True)
class ToEnd:
    """The subject's way ends here."""

    end: str


@dataclass(frozen=True, slots=True)
class Done:
    """The subject has walked its block and waits at the join."""


type Target = ToStep | ToEnd | Done
DONE = Done()


class Way(NamedTuple):
    """One way on from a step.

    The word is an outcome, a message, a condition of `choose`, or `then`, `late`, `otherwise`, `first`.
    `leaves` names the shared part and the exit by which it is left, when this way leaves one.
    """

    word: str
    trigger: Trigger
    target: Target
    leaves: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Effect:
    """One act of a `do`: an effect by itself, or a verb and what it is done to (`issue:slip`).

    `scope` says whether it runs once for each open subject or once for the case: as its entry says, but once
    for the case where the document is one for the case.
    """

    name: str
    entry: EffectEntry
    scope: Literal["subject", "case"]
    object: str | None = None

    @property
    def inverse(self) -> str | None:
        """The full name of the effect that undoes this one."""
        if self.entry.inverse is None or self.object is None:
            return self.entry.inverse
        return f"{self.entry.inverse}:{self.object}"


class Step(NamedTuple):
    """One step, or one block (`each`), of the graph; paths are like `people/talk/hear`.

    Only the fields of its kind are filled: `holders` (by), `wait`, `effects` (do), `inquiries` (ask),
    `fees` (pay), `service` and `about` (call), `subjects` (each: roles, empty for every subject).
    `needs` says of words which condition must hold before they may be said.
    `part` names the shared part it was copied from and `key` its table in the file of the service.
    """

    path: str
    title: str
    kind: Kind
    ways: tuple[Way, ...]
    key: str
    block: str | None = None
    part: str | None = None
    holders: tuple[str, ...] = ()
    wait: Time | Until | None = None
    effects: tuple[Effect, ...] = ()
    inquiries: tuple[str, ...] = ()
    fees: tuple[str, ...] = ()
    service: str | None = None
    about: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    due: Time | None = None
    slot: str | None = None
    office: str | None = None
    not_the_same_as: tuple[str, ...] = ()
    bulk: Literal["yes", "no", "after-sample"] = "yes"
    needs: tuple[tuple[str, str], ...] = ()

    def way(self, word: str) -> Way | None:
        """Find the way a word takes."""
        return next((way for way in self.ways if way.word == word), None)

    @property
    def words(self) -> tuple[str, ...]:
        """What a person, or a called service, may say here: the ways without `late`."""
        return tuple(way.word for way in self.ways if way.word != "late")

    @property
    def timer(self) -> Time | None:
        """The time an item here is due: that of a wait, else the promise."""
        return self.due if self.wait is None or isinstance(self.wait, Until) else self.wait

    @property
    def clock(self) -> Literal["then", "late", ""]:
        """The word that time says here when an item is due; none where a promise is only reminded."""
        if self.wait is not None and not isinstance(self.wait, Until):
            return "then"
        return "late" if self.way("late") else ""

    @property
    def until(self) -> str:
        """The condition a wait ends with; none for any other step."""
        return self.wait.condition if isinstance(self.wait, Until) else ""

    def hears(self, message: str) -> bool:
        """Whether a message moves who stands here: a wait that is told it, or a human step with such an outcome."""
        return message in self.messages or (self.kind == "by" and message in self.words)

    @property
    def messages(self) -> tuple[str, ...]:
        """What a wait may be told before it is over."""
        return tuple(way.word for way in self.ways if way.trigger == "message") if self.kind == "wait" else ()


@dataclass(frozen=True, slots=True)
class Subject:
    """Who the case decides about, each for itself."""

    role: str
    title: str
    count: Literal["1", "1+", "0+"]


@dataclass(frozen=True, slots=True)
class Document:
    """A paper the service gives or takes; it lives on after the case."""

    name: str
    title: str
    per: Literal["subject", "case"] = "subject"
    valid_from: Time | None = None
    valid: Time | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """A charge whose amounts and accounts are tariff rows of the Directive."""

    name: str
    title: str
    per: Literal["subject", "case"]


@dataclass(frozen=True, slots=True)
class Start:
    """A way in; `at` is a step or block of the case, `requires` what must hold of what was asked."""

    name: str
    title: str
    kind: StartKind
    at: str
    by: tuple[str, ...] = ()
    when: Time | None = None
    requires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class On:
    """What a human may say at any time, where `block`, `until` and `starts` (empty: all) allow it.

    `also` says what it means for others: (group, target) pairs.
    """

    message: str
    title: str
    by: tuple[str, ...]
    go: Target
    effects: tuple[Effect, ...] = ()
    block: str | None = None
    until: str | None = None
    starts: tuple[str, ...] = ()
    also: tuple[tuple[str, Target], ...] = ()


@dataclass(frozen=True, slots=True)
class End:
    """How it ends for a subject; an adverse end names the human step a reopened case begins at."""

    name: str
    title: str
    kind: EndKind
    reopen: str | None = None
    objection: Duration | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What is counted on the way: the subjects who came to a step (its path) or an end (`end:granted`)."""

    name: str
    title: str
    at: str


@dataclass(frozen=True, eq=False)
class ServiceDefinition:
    """One service, whole and checked; mappings keep the order of the file.

    `digest` is the SHA-256 (hex) of the canonical source: this file and the shared parts it uses.
    """

    slug: str
    title: str
    subjects: Mapping[str, Subject]
    documents: Mapping[str, Document]
    fees: Mapping[str, Fee]
    starts: Mapping[str, Start]
    ons: Mapping[str, On]
    steps: Mapping[str, Step]
    ends: Mapping[str, End]
    source: Source = field(repr=False)
    digest: str
    registry: Registry = field(repr=False)
    glossary: Glossary = field(repr=False)
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def step(self, path: str) -> Step:
        """Find a step or block; raises `KeyError`."""
        return self.steps[path]

    def first_step(self, start: str) -> str:
        """Name the step a case of this start stands at first, past the door of a block; raises `KeyError`."""
        return self.entered(self.starts[start].at)

    def entered(self, path: str) -> str:
        """Name the step one stands at after going to `path`: a block's beginning, or the step itself."""
        block = self.steps[path]
        if block.kind != "each":
            return path
        first = block.ways[0].target
        return first.path if isinstance(first, ToStep) else path

    def target(self, path: str, word: str) -> Target:
        """Say where a word leads from a step; raises `KeyError` for a word the step does not know."""
        way = self.steps[path].way(word)
        if way is None:
            raise KeyError(word)
        return way.target

    def join(self, block: str) -> Target | None:
        """Say where a block goes on when all are done; none when each goes to an end of its own."""
        way = self.steps[block].way("then")
        return way.target if way else None

    def nature(self, word: str) -> Nature:
        """Say what an outcome word does to the person."""
        return self.glossary.nature(word)

    def place(self, path: str) -> Place:
        """Say where in the file a step is written."""
        return Place(self.source, self.steps[path].key)

    @cached_property
    def by_block(self) -> Mapping[str | None, tuple[Step, ...]]:
        """The steps of each block, and under None those of the case itself."""
        found: dict[str | None, list[Step]] = {}
        for step in self.steps.values():
            found.setdefault(step.block, []).append(step)
        return {block: tuple(steps) for block, steps in found.items()}

    def block_steps(self, block: str | None) -> tuple[Step, ...]:
        """List the steps inside a block, or those of the case itself, in the order of the file."""
        return self.by_block.get(block, ())

    @cached_property
    def human_steps(self) -> tuple[Step, ...]:
        """List the steps at which a human decides or acts."""
        return tuple(step for step in self.steps.values() if step.kind == "by")

    @cached_property
    def until_steps(self) -> tuple[Step, ...]:
        """List the waits that a condition ends; they are asked again after every act."""
        return tuple(step for step in self.steps.values() if step.until)
