"""A graph closes: every step is reached and can end, every end is used, every block that waits is joined."""

from panah.workflow.definition import Done, ToEnd
from panah.workflow.graph import Graph, Nodes, numbers
from panah.workflow.problems import Place, Problem, problem_at


def check_closure(graph: Graph) -> list[Problem]:
    """Find what is never reached and what never ends; only the head of each lost stretch is named."""
    return [*_unreached(graph), *_unjoined(graph), *_unending(graph), *_unused_ends(graph)]


def _unreached(graph: Graph) -> list[Problem]:
    reached = graph.reach(graph.roots | graph.reopened)
    lost = ((1 << len(graph.steps)) - 1) & ~reached
    heads = lost
    for number in numbers(lost):
        if not graph.after[number] >> number & 1:
            heads &= ~graph.after[number]
    found = []
    while heads:
        number = (heads & -heads).bit_length() - 1
        step = graph.steps[number]
        found.append(_problem(graph, step.path, "unreachable", f"no way leads to step {step.path!r}"))
        heads &= ~(graph.after[number] | 1 << number)
    return found


def _unending(graph: Graph) -> list[Problem]:
    """Name the last of the steps from which no end can be reached."""
    ending = _can_end(graph)
    stuck = ((1 << len(graph.steps)) - 1) & ~ending
    found = []
    while stuck:
        number = (stuck & -stuck).bit_length() - 1
        last = max(
            numbers(stuck & (graph.after[number] | 1 << number)),
            key=lambda each: -graph.after[each].bit_count(),
        )
        path = graph.steps[last].path
        found.append(_problem(graph, path, "never-ends", f"no way from step {path!r} leads to an end"))
        stuck = _without_ancestors(graph, stuck, last)
    return found


def _without_ancestors(graph: Graph, nodes: Nodes, last: int) -> Nodes:
    """Drop a node, what follows it and all that lead to it."""
    nodes &= ~(graph.after[last] | 1 << last)
    for number in numbers(nodes):
        if graph.after[number] >> last & 1:
            nodes &= ~(1 << number)
    return nodes


def _can_end(graph: Graph) -> Nodes:
    exits = 0
    for number, edges in enumerate(graph.out):
        if any(edge.node < 0 for edge in edges):
            exits |= 1 << number
    ending = exits
    for number, after in enumerate(graph.after):
        if after & exits:
            ending |= 1 << number
    return ending


def _unjoined(graph: Graph) -> list[Problem]:
    """A block that goes on together needs a step whose subject is done."""
    joined = {
        step.block
        for step in graph.steps
        for way in step.ways
        if isinstance(way.target, Done) and step.block is not None
    }
    return [
        problem_at(
            graph.definition.place(step.path) / "then",
            "join-never",
            f"no step of block {step.path!r} is ever 'done'",
        )
        for step in graph.steps
        if step.kind == "each" and step.way("then") and step.path not in joined
    ]


def _unused_ends(graph: Graph) -> list[Problem]:
    used = {edge.end for edges in graph.out for edge in edges if edge.end}
    for on in graph.definition.ons.values():
        used.update(
            target.end for target in (on.go, *(target for _, target in on.also)) if isinstance(target, ToEnd)
        )
    return [
        problem_at(
            Place(graph.definition.source, f"end.{name}"), "end-unused", f"no way leads to end {name!r}"
        )
        for name in graph.definition.ends
        if name not in used
    ]


def _problem(graph: Graph, path: str, code: str, message: str) -> Problem:
    return problem_at(graph.definition.place(path), code, message)
