"""Shared parts (`parts/<name>.toml`): law that several services copy in by `use`."""

from collections.abc import Mapping
from dataclasses import dataclass

from panah.workflow.keys import PART, STEPS
from panah.workflow.problems import Notes, Place, Source
from panah.workflow.reading import Table, check_table, names, read_toml, tables_in, targets, text


@dataclass(frozen=True, slots=True)
class Part:
    """A shared part as written; `steps` are (kind, table) by name."""

    name: str
    title: str
    per: str
    first: str
    exits: tuple[str, ...]
    steps: Mapping[str, tuple[str, Table]]
    source: Source


type Parts = Mapping[str, Part]


def read_part(name: str, source: Source) -> Part:
    """Read one shared part; raises `DefinitionRefused` when its own form is wrong."""
    notes = Notes()
    document = read_toml(source, notes)
    notes.refuse_if_any()
    place = Place(source)
    head = document.get("part")
    table: Table = head if isinstance(head, dict) else {}
    check_table(table, PART, place / "part", notes)
    for key in document.keys() - {"part", "step"}:
        notes.unknown(place / key, "key", key, ("part", "step"))
    steps: dict[str, tuple[str, Table]] = {}
    for inner, written in tables_in(document, "step", place, notes).items():
        at = place / "step" / inner
        kind = kind_of(written, at, notes)
        if kind in {"use", "each"}:
            notes.add(at / kind, "nested-part", f"a shared part cannot have {kind!r} inside")
        elif kind is not None and check_table(written, STEPS[kind], at, notes):
            steps[inner] = (kind, written)
    part = Part(
        name,
        text(table, "title"),
        text(table, "per"),
        text(table, "first"),
        names(table, "exits"),
        steps,
        source,
    )
    notes.refuse_if_any()
    _check_part(part, place, notes)
    notes.refuse_if_any()
    return part


def _check_part(part: Part, place: Place, notes: Notes) -> None:
    """Check that a part begins at a step of its own and leaves by each exit it declares."""
    if part.first not in part.steps:
        notes.unknown(place / "part" / "first", "step", part.first, part.steps)
    used: set[str] = set()
    for inner, (_, table) in part.steps.items():
        at = place / "step" / inner
        for key, target in written_targets(table, at):
            used.add(target)
            if target.startswith("exit:") and target[5:] not in part.exits:
                notes.unknown(key, "exit", target[5:], part.exits)
            elif not target.startswith("exit:") and target not in part.steps:
                notes.unknown(key, "step", target, (*part.steps, *(f"exit:{exit_}" for exit_ in part.exits)))
    for exit_ in part.exits:
        if f"exit:{exit_}" not in used:
            notes.add(place / "part" / "exits", "exit-unused", f"no step leaves by exit:{exit_}")


def written_targets(table: Table, place: Place) -> list[tuple[Place, str]]:
    """List every target a step's table writes, with its place."""
    found = [(place / key, text(table, key)) for key in ("then", "late") if key in table]
    for key in ("outcomes", "on", "choose"):
        found += [(place / key / word, target) for word, target in targets(table, key).items()]
    return found


def kind_of(table: Table, place: Place, notes: Notes) -> str | None:
    """Say which of the nine kinds a step is: exactly one of their keys must be there."""
    block = "each" in table
    kinds = [key for key in STEPS if key in table and not (block and isinstance(table[key], dict))]
    if len(kinds) == 1:
        return kinds[0]
    if kinds:
        notes.add(place, "two-kinds", f"a step is one of {', '.join(kinds)}, not several")
    else:
        nearest = [key for key in table if key not in STEPS["by"] and not isinstance(table[key], dict)]
        notes.unknown(place, "kind", nearest[0] if nearest else "", STEPS)
    return None
