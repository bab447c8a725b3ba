"""The main line of a service as stages for its diagram: what most people walk, with the detours beside it."""

from dataclasses import dataclass
from typing import Literal

from panah.workflow.definition import Done, ServiceDefinition, Step, Target, ToStep, Way
from panah.workflow.words import holders_of, say_time, title_of

type State = Literal["ahead", "here", "done", "detour"]
SYSTEM = "سامانه"


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of a diagram; a `detour` hangs below the stage before it in the list."""

    title: str
    note: str
    holder: str
    state: State = "ahead"


def stages_of(definition: ServiceDefinition, start: str | None = None) -> list[Stage]:
    """Follow a start (without a name: the first) along the first plain word of each step.

    A step off the line becomes a detour of the step that first leads to it when it leads back to the line. Steps that
    follow each other under one title are one stage.
    """
    begin = start or next(iter(definition.starts))
    line = _main_line(definition, begin)
    paths = {step.path for step in line}
    found = _entry(definition, begin)
    for before, step in zip([None, *line], line, strict=False):
        if step.title and not (before and before.title == step.title):
            found.append(_stage(definition, step, "ahead"))
        for detour in _detours(definition, step, paths):
            paths.add(detour.path)
            found.append(_stage(definition, detour, "detour"))
    return found


def _entry(definition: ServiceDefinition, name: str) -> list[Stage]:
    """A start that somebody makes is a stage of its own, at the one who makes it."""
    start = definition.starts[name]
    return [Stage(start.title, "", definition.glossary.label("role", start.by[0]))] if start.by else []


def _main_line(definition: ServiceDefinition, start: str) -> list[Step]:
    found: dict[str, Step] = {}
    path: str | None = definition.first_step(start)
    while path is not None and path not in found:
        step = definition.steps[path]
        found[path] = step
        path = _next(definition, step, _main_way(definition, step).target)
    return list(found.values())


def _main_way(definition: ServiceDefinition, step: Step) -> Way:
    """Choose the way most people go: `otherwise`, `then`, or the first plain word."""
    if step.kind == "choose":
        return step.ways[-1]
    plain = [way for way in step.ways if way.word != "late" and definition.nature(way.word) == "plain"]
    then = [way for way in plain if way.word == "then"]
    return (then or plain or list(step.ways))[0]


def _next(definition: ServiceDefinition, step: Step, target: Target) -> str | None:
    if isinstance(target, Done) and step.block is not None:
        joined = definition.join(step.block)
        return _next(definition, definition.steps[step.block], joined) if joined is not None else None
    return definition.entered(target.path) if isinstance(target, ToStep) else None


def _detours(definition: ServiceDefinition, step: Step, known: set[str]) -> list[Step]:
    """Find the titled steps this one leads to off the line, from which the line is met again at once."""
    found: dict[str, Step] = {}
    for way in step.ways:
        path = _next(definition, step, way.target)
        if path is None or path in known or path in found:
            continue
        aside = definition.steps[path]
        back = {_next(definition, aside, each.target) for each in aside.ways}
        if aside.title and back & known:
            found[path] = aside
    return list(found.values())


def _stage(definition: ServiceDefinition, step: Step, state: State) -> Stage:
    holders = holders_of(definition, step)
    time = step.wait if step.kind == "wait" else step.due
    return Stage(
        title=title_of(step),
        note=say_time(definition, time) if time is not None else "",
        holder=holders[0] if holders else SYSTEM,
        state=state,
    )
