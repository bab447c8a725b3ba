"""Rule 5 of the grammar: whoever leaves at any time leaves no effect behind that is not undone."""

from collections.abc import Iterable

from panah.workflow.definition import Effect, On, ToEnd, ToStep
from panah.workflow.graph import Graph, Nodes, numbers
from panah.workflow.problems import Place, Problem, problem_at


def check_withdrawal(graph: Graph) -> Iterable[Problem]:
    """Check each `[on]`: straight to an end only before any `do`, else by a step that undoes it."""
    for on in graph.definition.ons.values():
        done = _done_before(graph, on)
        place = Place(graph.definition.source, f"on.{on.message}.go")
        if not done:
            continue
        if isinstance(on.go, ToEnd):
            message = (
                f"{done[0].name!r} may have been done before and would stay undone; use 'until' or undo it"
            )
            yield problem_at(place, "withdrawal", message)
        elif isinstance(on.go, ToStep):
            yield from _left_behind(graph, on.go, done, place)


def _done_before(graph: Graph, on: On) -> list[Effect]:
    """List the effects that may have been done when the message is still possible."""
    starts = graph.definition.starts
    roots = sum({1 << graph.index[starts[name].at] for name in (on.starts or starts)})
    without = 1 << graph.index[on.until] if on.until else 0
    possible = graph.reach(roots, without=without)
    inside = _inside(graph, on.block)
    found: list[Effect] = []
    for number in numbers(possible):
        if number < len(graph.steps) and graph.after[number] & inside & possible:
            found += graph.steps[number].effects
    return found


def _inside(graph: Graph, block: str | None) -> Nodes:
    """Find the nodes at which a message is possible: all, or those of its block."""
    if block is None:
        return (1 << len(graph.out)) - 1
    return sum(1 << number for number, step in enumerate(graph.steps) if step.block == block)


def _left_behind(graph: Graph, go: ToStep, done: list[Effect], place: Place) -> Iterable[Problem]:
    """Find effects whose inverse is missing on some path from where the message leads to an end."""
    for effect in {effect.name: effect for effect in done}.values():
        undoing = effect.inverse
        if undoing is None:
            continue
        doers = sum(
            1 << number
            for number, step in enumerate(graph.steps)
            if any(each.name == undoing for each in step.effects)
        )
        around = graph.reach(1 << graph.index[go.path], without=doers)
        if any(edge.end for number in numbers(around) for edge in graph.out[number]):
            yield problem_at(
                place, "withdrawal", f"{effect.name!r} is not undone by {undoing!r} on every way from here"
            )
