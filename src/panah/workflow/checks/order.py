"""What comes before what: cycles with a human in them, moments that have happened, returns that lead back."""

from collections.abc import Iterable

from panah.workflow.definition import Step
from panah.workflow.graph import Edge, Graph, Nodes, numbers
from panah.workflow.problems import Problem, problem_at
from panah.workflow.times import After, Anchor, At, Before, Time, Until


def check_order(graph: Graph) -> list[Problem]:
    """Check cycles, moments, returns and `not_the_same_as`."""
    return [*_lifeless(graph), *_moments(graph), *_returns(graph), *_never_before(graph)]


def _lifeless(graph: Graph) -> list[Problem]:
    """Find cycles in which no human decides: what is left when all that leads out is taken away."""
    left = sum(1 << number for number in range(len(graph.out)) if not _human(graph, number))
    changed = True
    while changed:
        ending = sum(1 << number for number in numbers(left) if not graph.nexts[number] & left)
        left &= ~ending
        changed = bool(ending)
    humans = ((1 << len(graph.out)) - 1) & ~left
    circling = [step for step in graph.among(left) if _returns_to(graph, step, humans)]
    if not circling:
        return []
    paths = ", ".join(step.path for step in circling)
    return [
        problem_at(graph.definition.place(circling[0].path), "life", f"a cycle without a human step: {paths}")
    ]


def _human(graph: Graph, number: int) -> bool:
    return number < len(graph.steps) and graph.steps[number].kind == "by"


def _returns_to(graph: Graph, step: Step, humans: Nodes) -> bool:
    """Say whether a step is met again with no human between: what only leads into a cycle is no part of it."""
    number = graph.index[step.path]
    return graph.has(graph.reach(graph.nexts[number], without=humans), step.path)


def _moments(graph: Graph) -> list[Problem]:
    """Find times counted after a step that need not have happened."""
    found = []
    for step in graph.steps:
        for key, time in (("due", step.due), ("wait", step.wait)):
            anchor = _anchor(time)
            if (
                anchor is not None
                and anchor.kind == "step"
                and graph.has(graph.around(anchor.name), step.path)
            ):
                message = f"{step.path!r} can be reached without {anchor.name!r} having happened"
                found.append(problem_at(graph.definition.place(step.path) / key, "moment", message))
    return found


def _anchor(time: Time | Until | None) -> Anchor | None:
    return time.anchor if isinstance(time, After | Before | At) else None


def _returns(graph: Graph) -> list[Problem]:
    """Find outcomes that return, yet lead where nothing leads back."""
    natures = graph.definition.glossary
    found = []
    for number, step in enumerate(graph.steps):
        if step.kind != "by":
            continue
        for edge in graph.out[number]:
            if natures.nature(edge.way.word) == "returns" and not _leads_back(graph, edge, number):
                place = graph.definition.place(step.path) / "outcomes" / edge.way.word
                found.append(
                    problem_at(place, "return", f"{edge.way.word!r} goes where nothing leads back here")
                )
    return found


def _leads_back(graph: Graph, edge: Edge, number: int) -> bool:
    return edge.node == number or (edge.node >= 0 and bool(graph.after[edge.node] >> number & 1))


def _never_before(graph: Graph) -> Iterable[Problem]:
    """Find exclusions of people who cannot have acted yet."""
    for number, step in enumerate(graph.steps):
        for other in step.not_the_same_as:
            if not graph.after[graph.index[other]] >> number & 1:
                yield _not_before(graph, step, other)


def _not_before(graph: Graph, step: Step, other: str) -> Problem:
    place = graph.definition.place(step.path) / "not_the_same_as"
    return problem_at(place, "never-before", f"{other!r} never comes before {step.path!r}")
