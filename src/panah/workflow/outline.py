"""The steps of a file as written: blocks opened, shared parts copied in, each with the scope of its names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from panah.workflow.definition import ToStep
from panah.workflow.keys import STEPS
from panah.workflow.parts import Part, Parts, kind_of
from panah.workflow.problems import Notes, Place, Source
from panah.workflow.reading import Table, check_table, named_tables, names, tables_in, targets, text


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a step's targets are looked up: the case, one block, or one use of a shared part.

    `doors` maps the names seen here to where one enters; `covered` maps a part's exits to the targets
    of the step that uses it (`used_at`), and `apart` names the steps whose officers have no part in it; both are
    read in `outer`.
    """

    prefix: str = ""
    block: str | None = None
    joins: bool = False
    doors: dict[str, ToStep] = field(default_factory=dict)
    part: str | None = None
    covered: Mapping[str, str] = field(default_factory=dict)
    outer: "Scope | None" = None
    used_at: Place | None = None
    apart: tuple[str, ...] = ()


class Draft(NamedTuple):
    """One step as written; `key` is its table in the file of the service, `place` where its text stands."""

    path: str
    kind: str
    table: Table
    scope: Scope
    place: Place
    key: str
    sound: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """All steps of a service by path, the scopes of the case and its blocks, and the parts used by path."""

    case: Scope = field(default_factory=Scope)
    blocks: dict[str, Scope] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)


def draw_outline(document: Table, parts: Parts, source: Source, notes: Notes) -> Outline:
    """Lay out the steps of a file: all their names first, so that their order does not matter."""
    return _Drawing(parts, notes).draw(document, Place(source))


class _Drawing:
    """One drawing of an outline."""

    def __init__(self, parts: Parts, notes: Notes) -> None:
        self.parts = parts
        self.notes = notes
        self.outline = Outline()

    def draw(self, document: Table, place: Place) -> Outline:
        for name, table in tables_in(document, "step", place, self.notes).items():
            at = place / "step" / name
            if self._add_step(name, table, self.outline.case, at) == "each":
                self._add_block(name, table, at)
        return self.outline

    def _add_block(self, name: str, table: Table, place: Place) -> None:
        scope = Scope(f"{name}/", block=name, joins="then" in table, outer=self.outline.case)
        self.outline.blocks[name] = scope
        inner = {key: value for key, value in table.items() if type(value) is dict}
        for step, written in named_tables(inner, place, self.notes).items():
            if self._add_step(step, written, scope, place / step) == "each":
                self.notes.add(place / step / "each", "nested-block", "a block cannot stand inside a block")

    def _add_step(self, name: str, table: Table, scope: Scope, place: Place) -> str | None:
        """Give a step its path and, for a `use`, copy in the steps of its part."""
        path = scope.prefix + name
        scope.doors[name] = ToStep(path)
        kind = kind_of(table, place, self.notes)
        if kind is None:
            return None
        sound = check_table(table, STEPS[kind], place, self.notes, inner=kind == "each")
        if kind == "each":
            table = {key: value for key, value in table.items() if type(value) is not dict}
        if kind != "use":
            self.outline.drafts[path] = Draft(path, kind, table, scope, place, place.key, sound)
        elif sound:
            self._copy_part(name, table, scope, place)
        return kind

    def _copy_part(self, name: str, table: Table, scope: Scope, place: Place) -> None:
        """Copy in a part's steps under the path of the step that uses it; its exits must all be covered."""
        part = self.parts.get(text(table, "use"))
        if part is None:
            self.notes.unknown(place / "use", "part", text(table, "use"), self.parts)
            return
        covered = targets(table, "outcomes")
        self._check_covered(part, covered, place / "outcomes")
        path = scope.prefix + name
        self.outline.parts[path] = part
        scope.doors[name] = ToStep(f"{path}/{part.first}")
        apart = names(table, "not_the_same_as")
        inner = Scope(f"{path}/", scope.block, scope.joins, {}, part.name, covered, scope, place, apart)
        for step, (kind, written) in part.steps.items():
            inner.doors[step] = ToStep(f"{path}/{step}")
            at = Place(part.source, f"step.{step}")
            self.outline.drafts[f"{path}/{step}"] = Draft(
                f"{path}/{step}", kind, written, inner, at, place.key, sound=True
            )

    def _check_covered(self, part: Part, covered: Mapping[str, str], place: Place) -> None:
        for word in covered:
            if word not in part.exits:
                self.notes.unknown(place / word, "exit", word, part.exits)
        for exit_ in part.exits:
            if exit_ not in covered:
                self.notes.add(place, "exit-not-covered", f"exit {exit_!r} of {part.name!r} leads nowhere")
