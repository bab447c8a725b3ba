"""What the loader refuses beyond names and form (grammar §4): graphs that do not close, and unlawful ones."""

from panah.workflow.checks.closure import check_closure
from panah.workflow.checks.order import check_order
from panah.workflow.checks.safeguards import check_safeguards
from panah.workflow.checks.withdrawal import check_withdrawal
from panah.workflow.definition import Kind, ServiceDefinition
from panah.workflow.graph import Graph
from panah.workflow.problems import Problem, problem_at

__all__ = ["check_graph", "check_runs"]


def check_graph(definition: ServiceDefinition) -> list[Problem]:
    """Check a definition whose names are all known; laws are asked only of a graph that closes."""
    graph = Graph(definition)
    return check_closure(graph) or [*check_order(graph), *check_safeguards(graph), *check_withdrawal(graph)]


def check_runs(definition: ServiceDefinition, kinds_run: frozenset[Kind]) -> list[Problem]:
    """Refuse to publish kinds of step the engine does not run yet, each with its place."""
    return [
        problem_at(
            definition.place(step.path) / step.kind,
            "kind-not-run",
            f"steps of kind {step.kind!r} do not run yet",
        )
        for step in definition.steps.values()
        if step.kind not in kinds_run
    ]
