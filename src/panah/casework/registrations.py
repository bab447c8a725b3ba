"""What other packages give the engine by name: effects, jobs, conditions, charging, what follows an item or an end.

A package above casework registers its functions when its application is ready; a definition names them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.db.models import QuerySet

from panah.casework.models import BatchItem, OutboxMessage
from panah.workflow.definition import Effect, End, ServiceDefinition, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a registered function is told: the travellers at one step of one version, who sent them, and when (UTC)."""

    travellers: QuerySet[BatchItem]
    definition: ServiceDefinition
    step: Step
    batch: int
    actor_id: int | None
    now: datetime


class Held(Enum):
    """What a job answers when somebody else must finish it: an outside system, or an officer."""

    HELD = "held"


type RowsEffect = Callable[[Call, Effect], None]
type Job = Callable[[OutboxMessage, datetime], Held | None]
type Condition = Callable[[Call, str], QuerySet[BatchItem]]
type Charging = Callable[[Call], QuerySet[BatchItem]]
type Asking = Callable[[Call], None]
type Expiry = Callable[[Call, str], Mapping[int, datetime]]
type Group = Callable[[Iterable[int]], Iterable[int]]
type AfterEnd = Callable[[Call, End], None]
type AfterOpen = Callable[[Call], None]

_effects: dict[str, RowsEffect] = {}
_jobs: dict[str, Job] = {}
_conditions: dict[str, Condition] = {}
_groups: dict[str, Group] = {}
_charging: list[Charging] = []
_asking: list[Asking] = []
_expiry: list[Expiry] = []
_after_end: list[AfterEnd] = []
_after_open: list[AfterOpen] = []


class Unregistered(LookupError):
    """A definition names something that no installed package gives."""


def register_effect(name: str, effect: RowsEffect) -> None:
    """Give a `rows` effect or verb; it runs inside the transition, over all travellers at once."""
    _effects[name] = effect


def register_job(topic: str, job: Job) -> None:
    """Give the consumer of an outbox topic (`job` effects by name, and news between packages).

    It answers `Held.HELD` when its work goes on elsewhere; whoever ends that says so to `casework.operations.holding`.
    """
    _jobs[topic] = job


def register_condition(name: str, condition: Condition) -> None:
    """Give a condition: which of the travellers it holds for."""
    _conditions[name] = condition


def register_group(name: str, group: Group) -> None:
    """Give a group of `also`: the subjects meant by a withdrawal of these subjects."""
    _groups[name] = group


def register_charging(charging: Charging) -> None:
    """Give what raises charges at a `pay` step; it returns the travellers for whom nothing is due."""
    _charging[:] = [charging]


def register_asking(asking: Asking) -> None:
    """Give what puts the questions of an `ask` step to other agencies, once the items that wait for them are open."""
    _asking[:] = [asking]


def register_expiry(expiry: Expiry) -> None:
    """Give what says until when a paper of the service holds: moments (UTC) by traveller."""
    _expiry[:] = [expiry]


def register_after_end(after: AfterEnd) -> None:
    """Give what follows a subject's end inside the same transaction (decision rows, notices)."""
    if after not in _after_end:
        _after_end.append(after)


def register_after_open(after: AfterOpen) -> None:
    """Give what follows, inside the same transaction, when items open for people.

    At a `by` step, or a `pay` step where something is due; the call's travellers are those whose items opened.
    """
    if after not in _after_open:
        _after_open.append(after)


def effect(name: str) -> RowsEffect:
    """Find a rows effect; raises Unregistered."""
    return _found(_effects, name, "effect")


def job(topic: str) -> Job:
    """Find the consumer of a topic; raises Unregistered."""
    return _found(_jobs, topic, "job")


def condition(name: str) -> Condition:
    """Find a condition; raises Unregistered."""
    return _found(_conditions, name, "condition")


def group(name: str) -> Group:
    """Find a group; raises Unregistered."""
    return _found(_groups, name, "group")


def charging() -> Charging:
    """Find what raises charges; raises Unregistered."""
    return _only(_charging, "raises charges")


def asking() -> Asking:
    """Find what asks other agencies; raises Unregistered."""
    return _only(_asking, "asks other agencies")


def expiry() -> Expiry:
    """Find what knows how long papers hold; raises Unregistered."""
    return _only(_expiry, "knows how long papers hold")


def after_end() -> tuple[AfterEnd, ...]:
    """Everything that follows an end."""
    return tuple(_after_end)


def after_open() -> tuple[AfterOpen, ...]:
    """Everything that follows the opening of items."""
    return tuple(_after_open)


def _found[Given](table: dict[str, Given], name: str, kind: str) -> Given:
    if name not in table:
        raise Unregistered(f"no package gives the {kind} {name!r}")
    return table[name]


def _only[Given](given: list[Given], what: str) -> Given:
    if not given:
        raise Unregistered(f"no package {what}")
    return given[0]
