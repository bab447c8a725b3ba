"""What the database needs to move cases by joins: every way as a row, blocks entered and left."""

from dataclasses import dataclass
from typing import Literal

from panah.workflow.definition import ServiceDefinition, Step, Target, ToEnd, ToStep, Trigger
from panah.workflow.glossary import Nature

type TargetKind = Literal["step", "end", "done"]


@dataclass(frozen=True, slots=True)
class Landing:
    """Where a target really puts somebody down.

    `step`: a path, never that of a block; `end`: the name of an end; `done`: the block whose join is waited
    for. `opens_block` is the block entered on the way there.
    """

    kind: TargetKind
    name: str
    opens_block: str | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """One row of the flow table: at this step, this word leads there.

    Words that nobody says are `then`, `late`, the messages of a wait and the conditions of a `choose`, whose
    `order` is the order in which they are asked. `leaves_block` is set where the subject's walk in its block
    is over: at an end, or done.
    """

    step: str
    word: str
    order: int
    trigger: Trigger
    nature: Nature
    target_kind: TargetKind
    target: str
    opens_block: str | None
    leaves_block: str | None


@dataclass(frozen=True, slots=True)
class Join:
    """How a block goes on when every open subject is done; `subjects` are roles, empty for all."""

    block: str
    subjects: tuple[str, ...]
    target_kind: TargetKind
    target: str
    opens_block: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A place where a case or subject begins: by a start, by reopening after an end, or by a message."""

    kind: Literal["start", "reopen", "message"]
    name: str
    target_kind: TargetKind
    target: str
    opens_block: str | None


def land(definition: ServiceDefinition, target: Target, block: str | None) -> Landing:
    """Resolve a target of a step of this block (none: of the case)."""
    if isinstance(target, ToEnd):
        return Landing("end", target.end)
    if isinstance(target, ToStep):
        step = definition.entered(target.path)
        inside = definition.steps[step].block
        return Landing("step", step, inside if inside != block else None)
    return Landing("done", block or "")


def flows(definition: ServiceDefinition) -> list[Flow]:
    """List every way on from every step, in the order of the file."""
    return [
        flow
        for step in definition.steps.values()
        if step.kind != "each"
        for flow in _flows_of(definition, step)
    ]


def _flows_of(definition: ServiceDefinition, step: Step) -> list[Flow]:
    found = []
    for order, way in enumerate(step.ways):
        landing = land(definition, way.target, step.block)
        nature = definition.nature(way.word) if way.trigger in {"human", "message"} else "plain"
        leaves = step.block if landing.kind != "step" else None
        found.append(
            Flow(
                step=step.path,
                word=way.word,
                order=order,
                trigger=way.trigger,
                nature=nature,
                target_kind=landing.kind,
                target=landing.name,
                opens_block=landing.opens_block,
                leaves_block=leaves,
            )
        )
    return found


def joins(definition: ServiceDefinition) -> list[Join]:
    """List the blocks that go on together, and where."""
    found = []
    for step in definition.steps.values():
        target = definition.join(step.path) if step.kind == "each" else None
        if target is not None:
            landing = land(definition, target, None)
            found.append(Join(step.path, step.subjects, landing.kind, landing.name, landing.opens_block))
    return found


def entries(definition: ServiceDefinition) -> list[Entry]:
    """List where cases and subjects are put down from outside: starts, reopenings and messages."""
    found = []
    for start in definition.starts.values():
        landing = land(definition, ToStep(start.at), None)
        found.append(Entry("start", start.name, landing.kind, landing.name, landing.opens_block))
    for end in definition.ends.values():
        if end.reopen is not None:
            landing = land(definition, ToStep(end.reopen), None)
            found.append(Entry("reopen", end.name, landing.kind, landing.name, landing.opens_block))
    for on in definition.ons.values():
        landing = land(definition, on.go, on.block)
        found.append(Entry("message", on.message, landing.kind, landing.name, landing.opens_block))
    return found
