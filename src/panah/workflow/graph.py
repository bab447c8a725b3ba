"""The steps of a definition as a graph of numbers, on which checks ask what is reached around what."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from panah.workflow.definition import ServiceDefinition, Step, Target, ToEnd, ToStep, Way


class Edge(NamedTuple):
    """One way as an edge: to a node, or to an end (then the node is -1)."""

    node: int
    end: str
    way: Way


type Nodes = int
"""A set of nodes as bits of one number."""

type Cut = Callable[[Edge], bool]

JOIN = "/join"


class Graph:
    """Nodes are the steps in the order of the file, then one join for each block that goes on together."""

    def __init__(self, definition: ServiceDefinition) -> None:
        self.definition = definition
        self.steps: list[Step] = list(definition.steps.values())
        self.index = {step.path: number for number, step in enumerate(self.steps)}
        for step in self.steps:
            if step.kind == "each" and step.way("then"):
                self.index[step.path + JOIN] = len(self.index)
        self.out: list[list[Edge]] = [[] for _ in self.index]
        for number, step in enumerate(self.steps):
            self._connect(number, step)
        self.nexts = [_nodes_of(edges) for edges in self.out]
        self._around: dict[int, Nodes] = {}
        self.starts = self._nodes(start.at for start in definition.starts.values())
        self.messages = self._nodes(
            target.path
            for on in definition.ons.values()
            for target in (on.go, *(target for _, target in on.also))
            if isinstance(target, ToStep)
        )
        self.roots = self.starts | self.messages
        self.reopened = self._nodes(end.reopen for end in definition.ends.values() if end.reopen)
        self.after = self._closure()

    def _nodes(self, paths: Iterable[str]) -> Nodes:
        found = 0
        for path in paths:
            found |= 1 << self.index[path]
        return found

    def _connect(self, number: int, step: Step) -> None:
        """Draw a step's ways; a block's `then` leaves from its join, where the unconcerned are at once."""
        for way in step.ways:
            if way.trigger != "join":
                self.out[number].append(self._edge(way, way.target, step.block))
                continue
            join = self.index[step.path + JOIN]
            self.out[join].append(self._edge(way, way.target, step.block))
            if step.subjects:
                self.out[number].append(Edge(join, "", way))

    def _edge(self, way: Way, target: Target, block: str | None) -> Edge:
        if isinstance(target, ToStep):
            return Edge(self.index[target.path], "", way)
        if isinstance(target, ToEnd):
            return Edge(-1, target.end, way)
        return Edge(self.index[f"{block}{JOIN}"], "", way)

    def _closure(self) -> list[Nodes]:
        """For each node, the nodes that may come after it (itself only on a cycle)."""
        after = [0] * len(self.out)
        following = [[edge.node for edge in edges if edge.node >= 0] for edges in self.out]
        changed = True
        while changed:
            changed = False
            for number in range(len(after) - 1, -1, -1):
                found = self.nexts[number]
                for each in following[number]:
                    found |= after[each]
                if found != after[number]:
                    after[number] = found
                    changed = True
        return after

    def reach(self, roots: Nodes, *, without: Nodes = 0, cut: Cut | None = None) -> Nodes:
        """Find the nodes reached from roots, entering none of `without` and taking no way that is `cut`."""
        seen = waiting = roots & ~without
        while waiting:
            lowest = waiting & -waiting
            number = lowest.bit_length() - 1
            onward = self.nexts[number] if cut is None else self._uncut(number, cut)
            found = onward & ~seen & ~without
            seen |= found
            waiting = (waiting ^ lowest) | found
        return seen

    def _uncut(self, number: int, cut: Cut) -> Nodes:
        return _nodes_of(edge for edge in self.out[number] if not cut(edge))

    def around(self, path: str) -> Nodes:
        """Find the nodes a case may reach without having stood at a step."""
        number = self.index[path]
        if number not in self._around:
            self._around[number] = self.reach(self.roots, without=1 << number)
        return self._around[number]

    def has(self, nodes: Nodes, path: str) -> bool:
        """Say whether a step is among nodes."""
        return bool(nodes >> self.index[path] & 1)

    def among(self, nodes: Nodes) -> list[Step]:
        """List the steps among nodes, in the order of the file."""
        return [step for number, step in enumerate(self.steps) if nodes >> number & 1]


def _nodes_of(edges: Iterable[Edge]) -> Nodes:
    found = 0
    for edge in edges:
        if edge.node >= 0:
            found |= 1 << edge.node
    return found


def numbers(nodes: Nodes) -> Iterable[int]:
    """List the members of a set of nodes."""
    while nodes:
        lowest = nodes & -nodes
        yield lowest.bit_length() - 1
        nodes ^= lowest
