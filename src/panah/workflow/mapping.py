"""A map from the places of one version of a service to those of another: read, checked, and never around the law."""

import hashlib
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from panah.foundation.canonical import Canonical, encode
from panah.foundation.errors import InvalidInput
from panah.workflow.definition import ServiceDefinition, Step
from panah.workflow.granted import granted_at, is_past_the_law, is_past_two_officers
from panah.workflow.graph import JOIN, Graph

TABLE = "steps"
NAMED_ELSEWHERE = frozenset({"do", "pay", "ask", "call"})
"""Kinds whose work is under way outside the case, under the step's name: charges, jobs, questions, called cases."""


@dataclass(frozen=True, slots=True)
class VersionMap:
    """Old paths and where they went; a path that is not written keeps its name."""

    steps: Mapping[str, str]

    def image(self, path: str) -> str:
        """Say where a step or block went."""
        return self.steps.get(path, path)

    def digest(self, slug: str, old: int, new: int) -> str:
        """The SHA-256 (hex) of what is mapped: the service, both numbers, and the pairs in order of their names."""
        pairs: list[Canonical] = [[path, self.steps[path]] for path in sorted(self.steps)]
        return hashlib.sha256(encode([slug, old, new, pairs])).hexdigest()


@dataclass(frozen=True, slots=True)
class MapProblem:
    """What is wrong with a map: the rule, the old path, and why."""

    rule: str
    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.place}: {self.rule}: {self.why}"


def read_map(text: str) -> VersionMap:
    """Read a map file: one table `[steps]` of `"old/path" = "new/path"`; raises InvalidInput("map-unreadable")."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as unreadable:
        raise InvalidInput("map-unreadable", why=str(unreadable)) from unreadable
    table = document.get(TABLE)
    if not isinstance(table, dict) or set(document) != {TABLE}:
        raise InvalidInput("map-unreadable", why=f"a map has the one table [{TABLE}]")
    if not all(isinstance(target, str) for target in table.values()):
        raise InvalidInput("map-unreadable", why="a path goes to a path")
    return VersionMap(dict(table))


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two versions and the map between them, with their graphs."""

    old: Graph
    new: Graph
    map: VersionMap

    @classmethod
    def of(cls, old: ServiceDefinition, new: ServiceDefinition, chosen: VersionMap) -> "Crossing":
        """Lay the two graphs side by side."""
        return cls(Graph(old), Graph(new), chosen)

    def preimages(self, path: str) -> list[str]:
        """The old steps that count as a new one."""
        return [old for old in self.old.definition.steps if self.map.image(old) == path]


def problems_of(
    crossing: Crossing, *, standing: Collection[str], joined: Collection[str] = ()
) -> list[MapProblem]:
    """Check a map for the old steps at which items stand, and the old blocks at whose joins subjects wait."""
    found = list(_names(crossing))
    for path in sorted(standing):
        found += _place(crossing, path)
    for block in sorted(joined):
        found += _join(crossing, block)
    return found


def _names(crossing: Crossing) -> Iterator[MapProblem]:
    """A name never means two things in one history: what is renamed leaves its old name unused."""
    old, new = crossing.old.definition.steps, crossing.new.definition.steps
    for path, target in crossing.map.steps.items():
        if path not in old:
            yield MapProblem("unknown", path, "the old version has no such step")
        elif target not in new:
            yield MapProblem("unknown", path, f"the new version has no step {target!r}")
        elif path != target and path in new:
            yield MapProblem("name-reused", path, "the new version uses this name for something else")
        elif old[path].kind != new[target].kind:
            yield MapProblem("kind", path, f"{old[path].kind!r} cannot become {new[target].kind!r}")


def _place(crossing: Crossing, path: str) -> Iterator[MapProblem]:
    old, new = crossing.old.definition.steps, crossing.new.definition.steps
    target = crossing.map.image(path)
    if path not in old or target not in new:
        yield MapProblem("no-image", path, "cases stand here and the map does not say where they go")
        return
    before, after = old[path], new[target]
    if before.kind != after.kind:
        yield MapProblem("kind", path, f"{before.kind!r} cannot become {after.kind!r}")
    if before.kind in NAMED_ELSEWHERE and (path != target or _work(before) != _work(after)):
        yield MapProblem(
            "under-way", path, "work is under way by this name; it keeps its name and what it does"
        )
    if (after.block or "") != (crossing.map.image(before.block) if before.block else ""):
        yield MapProblem(
            "block", path, "who walks a block stays in the block it became, and nobody else enters one"
        )
    elif before.block:
        yield from _same_block(crossing, before.block)
    yield from _law(crossing, path, path, target)


def _join(crossing: Crossing, block: str) -> Iterator[MapProblem]:
    old, new = crossing.old.definition.steps, crossing.new.definition.steps
    target = crossing.map.image(block)
    if block not in old or target not in new or new[target].kind != "each":
        yield MapProblem(
            "no-image", block, "subjects wait at its join and the map does not say where they go"
        )
        return
    yield from _same_block(crossing, block)
    if not new[target].way("then"):
        yield MapProblem("block", block, "the new block has no join to wait at")
        return
    yield from _law(crossing, block, block + JOIN, target + JOIN)


def _same_block(crossing: Crossing, block: str) -> Iterator[MapProblem]:
    before = crossing.old.definition.steps[block]
    after = crossing.new.definition.steps.get(crossing.map.image(block))
    if after is None or after.kind != "each" or set(before.subjects) != set(after.subjects):
        yield MapProblem("block", block, "the new block is walked by other subjects")


def _work(step: Step) -> tuple[object, ...]:
    effects = tuple(effect.name for effect in step.effects)
    return effects, step.inquiries, step.fees, step.service, step.about


def _law(crossing: Crossing, path: str, place: str, target: str) -> Iterator[MapProblem]:
    """S27, S8: nobody lands past what the law puts before a harm without having passed it; nor with it still ahead."""
    old, new = crossing.old, crossing.new
    if is_past_the_law(new, target) and not is_past_the_law(old, place):
        yield MapProblem(
            "S27", path, f"{target!r} lies past a free renunciation or a due process; this does not"
        )
    if is_past_two_officers(new, target) and not is_past_two_officers(old, place):
        yield MapProblem("S8", path, f"{target!r} lies past two officers; this does not")
    for step in granted_at(new, target).humans:
        before = crossing.preimages(step.path)
        surely = any(one != place and not _has(old.around(one), old, place) for one in before)
        ahead = any(old.after[old.index[place]] >> old.index[one] & 1 for one in before)
        if before and ahead and not surely:
            yield MapProblem(
                "guard-ahead", path, f"{step.path!r} would still have to be passed; {target!r} is past it"
            )


def _has(nodes: int, graph: Graph, place: str) -> bool:
    return bool(nodes >> graph.index[place] & 1)


def done_twice(crossing: Crossing, place: str) -> frozenset[str]:
    """The new steps that act outside (effects, fees) ahead of a place's image that were behind the place itself."""
    old, new = crossing.old, crossing.new
    target = _image_of_place(crossing, place)
    ahead = new.among(new.after[new.index[target]])
    before = old.after[old.index[place]]
    return frozenset(
        step.path
        for step in ahead
        if step.kind in NAMED_ELSEWHERE
        and not any(before >> old.index[one] & 1 for one in crossing.preimages(step.path))
    )


def led_to(graph: Graph, step: str, word: str, place: str) -> bool:
    """Whether what a person said, or the system did, at a step is how one came to a place: not back to do it again."""
    way = graph.definition.steps[step].way(word)
    if way is None or way.trigger not in {"human", "work"}:
        return False
    (edge,) = (edge for edge in graph.out[graph.index[step]] if edge.way == way)
    if edge.node < 0:
        return False
    onward = graph.reach(1 << edge.node, without=1 << graph.index[step])
    return bool(onward >> graph.index[place] & 1)


def moments_needed(crossing: Crossing, place: str) -> frozenset[str]:
    """The new steps from whose completion a time ahead counts, though nobody comes to them any more."""
    new = crossing.new
    target = _image_of_place(crossing, place)
    ahead = new.among(new.after[new.index[target]])
    names = {anchor for step in ahead for anchor in _anchors(step)}
    return frozenset(names - {step.path for step in ahead} - {target})


def _anchors(step: Step) -> Iterable[str]:
    for time in (step.due, step.wait):
        anchor = getattr(time, "anchor", None)
        if anchor is not None and anchor.kind == "step":
            yield anchor.name


def _image_of_place(crossing: Crossing, place: str) -> str:
    """The image of a step, or of the join of a block."""
    if place.endswith(JOIN):
        return crossing.map.image(place.removesuffix(JOIN)) + JOIN
    return crossing.map.image(place)
