"""The tables around the steps: who it is about, its papers and fees, its ways in and its ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from panah.workflow.definition import (
    Document,
    Done,
    End,
    EndKind,
    Fee,
    Figure,
    On,
    Start,
    StartKind,
    Subject,
    Target,
    ToStep,
)
from panah.workflow.keys import HEAD, TABLES
from panah.workflow.naming import Names
from panah.workflow.outline import Scope
from panah.workflow.problems import Notes, Place
from panah.workflow.reading import Table, check_table, tables_in, targets, text
from panah.workflow.registry import EVERYONE

BUILT_IN_ENDS = ("died", "opened-in-error")
"""Ends every service has without writing them: a death, and a case that should never have been opened."""

_START_KINDS: Mapping[str, StartKind] = {
    "request": "request",
    "event": "event",
    "finding": "finding",
    "time": "time",
    "called": "called",
}
_END_KINDS: Mapping[str, EndKind] = {
    "granted": "granted",
    "adverse": "adverse",
    "withdrawn": "withdrawn",
    "closed": "closed",
}


@dataclass(frozen=True, slots=True)
class Heads:
    """The sound tables of a file by heading and name, and every name even where its table is not sound."""

    tables: Mapping[str, Mapping[str, Table]]
    names: Mapping[str, tuple[str, ...]]
    place: Place

    @property
    def case_documents(self) -> frozenset[str]:
        """Name the documents that are one for the case."""
        return frozenset(
            name for name, table in self.tables["document"].items() if table.get("per") == "case"
        )


def read_heads(document: Table, place: Place, notes: Notes) -> Heads:
    """Check the head of the file and all tables around the steps for keys and form."""
    plain = {key: value for key, value in document.items() if key not in TABLES and key != "step"}
    check_table(plain, HEAD, place, notes)
    tables: dict[str, dict[str, Table]] = {}
    known: dict[str, tuple[str, ...]] = {}
    for heading, keys in TABLES.items():
        written = tables_in(document, heading, place, notes)
        known[heading] = tuple(written)
        at = place / heading
        tables[heading] = {
            name: table for name, table in written.items() if check_table(table, keys, at / name, notes)
        }
    for heading in ("subject", "start", "end"):
        if not known[heading]:
            notes.add(place, f"missing-{heading}", f"there is no [{heading}.<name>]")
    return Heads(tables, known, place)


def subjects(heads: Heads) -> dict[str, Subject]:
    """Read who the case decides about."""
    return {
        role: Subject(role, text(table, "title"), _count(table))
        for role, table in heads.tables["subject"].items()
    }


def documents(heads: Heads, known: Names) -> dict[str, Document]:
    """Read the papers of the service."""
    found = {}
    for name, table in heads.tables["document"].items():
        at = heads.place / "document" / name
        case = known.outline.case
        begins = known.time(table, "from", case, at)
        valid = known.time(table, "valid", case, at)
        found[name] = Document(
            name, text(table, "title"), "case" if table.get("per") == "case" else "subject", begins, valid
        )
    return found


def fees(heads: Heads) -> dict[str, Fee]:
    """Read the charges."""
    written = heads.tables["fee"].items()
    return {
        name: Fee(name, text(table, "title"), "case" if table["per"] == "case" else "subject")
        for name, table in written
    }


def starts(heads: Heads, known: Names) -> dict[str, Start]:
    """Read the ways in: each begins at a step or block of the case, never inside a block."""
    found = {}
    for name, table in heads.tables["start"].items():
        at = heads.place / "start" / name
        kind = _START_KINDS[text(table, "kind")]
        if (kind in {"request", "event", "finding"}) != ("by" in table):
            known.notes.add(
                at,
                "by-not-fitting",
                f"a start of kind {kind!r} {'has no' if 'by' in table else 'needs'} 'by'",
            )
        if (kind == "time") != ("when" in table):
            word = "has no" if "when" in table else "needs"
            known.notes.add(at, "when-not-fitting", f"a start of kind {kind!r} {word} 'when'")
        when = known.time(table, "when", Scope(), at)
        roles = known.roles(table, at)
        begins = _begins(text(table, "at"), at / "at", known)
        requires = known.listed(table, "requires", at, "condition", known.registry.conditions)
        found[name] = Start(name, text(table, "title"), kind, begins, roles, when, requires)
    return found


def _begins(written: str, place: Place, known: Names) -> str:
    case = known.outline.case
    if written in case.doors:
        return case.doors[written].path
    if any(written in block.doors or written == f"{name}/" for name, block in known.outline.blocks.items()):
        known.notes.add(place, "start-inside-block", f"a case cannot begin at {written!r}, inside a block")
    else:
        known.notes.unknown(place, "step", written, case.doors)
    return written


def ons(heads: Heads, known: Names) -> dict[str, On]:
    """Read what a human may say at any time."""
    found = {}
    for name, table in heads.tables["on"].items():
        at = heads.place / "on" / name
        known.known(at, "word", name, known.glossary.words)
        inside = text(table, "in")
        if inside:
            known.known(at / "in", "block", inside, known.outline.blocks)
        scope = known.outline.blocks.get(inside, known.outline.case)
        found[name] = On(
            message=name,
            title=text(table, "title"),
            by=known.roles(table, at),
            go=_goes(text(table, "go"), scope, at / "go", known),
            effects=known.effects(table, at),
            block=inside or None,
            until=known.step(text(table, "until"), scope, at / "until") if "until" in table else None,
            starts=known.listed(table, "for", at, "start", known.starts),
            also=_also(table, scope, at / "also", known),
        )
    return found


def _also(table: Table, scope: Scope, place: Place, known: Names) -> tuple[tuple[str, Target], ...]:
    groups = known.registry.groups | {EVERYONE}
    found = []
    for group, written in targets(table, "also").items():
        known.known(place / group, "group", group, groups)
        found.append((group, _goes(written, scope, place / group, known)))
    return tuple(found)


def _goes(written: str, scope: Scope, place: Place, known: Names) -> Target:
    """Resolve where a message leads: a target, or the path of a step inside a shared part (`talk/child`)."""
    if f"{scope.prefix}{written}" in known.outline.drafts:
        return ToStep(f"{scope.prefix}{written}")
    target = known.target(written, scope, place.parent, place.last)
    if isinstance(target, Done) and written == "done":
        known.notes.add(place, "message-to-join", "a message goes to a step or an end")
    return target


def figures(heads: Heads, known: Names) -> dict[str, Figure]:
    """Read what is counted: each figure stands at a step, inside a block or not, or at an end."""
    found = {}
    ends_of = {f"end:{name}" for name in heads.names["end"]}
    for name, table in heads.tables["figure"].items():
        at = text(table, "at")
        if at not in known.outline.drafts and at not in ends_of:
            known.notes.unknown(
                heads.place / "figure" / name / "at", "step", at, [*known.outline.drafts, *ends_of]
            )
        found[name] = Figure(name, text(table, "title"), at)
    return found


def ends(heads: Heads, known: Names) -> dict[str, End]:
    """Read how it may end; an adverse end names the human step a reopened case begins at."""
    found = {}
    for name, table in heads.tables["end"].items():
        at = heads.place / "end" / name
        kind = _END_KINDS[text(table, "kind")]
        if name in BUILT_IN_ENDS:
            known.notes.add(at, "built-in-end", f"{name!r} is built in everywhere and cannot be declared")
        reopen = _reopen(table, at / "reopen", known)
        if kind == "adverse" and reopen is None:
            known.notes.add(at, "adverse-without-reopen", "an adverse end needs 'reopen', a human step")
        objection = known.length(text(table, "objection"), at / "objection") if "objection" in table else None
        found[name] = End(name, text(table, "title"), kind, reopen, objection)
    return found


def _reopen(table: Table, place: Place, known: Names) -> str | None:
    if "reopen" not in table:
        return None
    path = known.step(text(table, "reopen"), known.outline.case, place)
    draft = known.outline.drafts.get(path)
    if draft is not None and draft.kind != "by":
        known.notes.add(
            place, "reopen-not-human", f"a case is reopened at a human step, not at a {draft.kind!r}"
        )
    return path


def _count(table: Table) -> Literal["1", "1+", "0+"]:
    return "1" if table["count"] == "1" else "1+" if table["count"] == "1+" else "0+"
