"""What the loader refuses beyond names and form (grammar §4): graphs that do not close, and unlawful ones."""

from panah.workflow.checks.closure import check_closure
from panah.workflow.checks.order import check_order
from panah.workflow.checks.safeguards import check_safeguards
from panah.workflow.checks.withdrawal import check_withdrawal
from panah.workflow.definition import ServiceDefinition
from panah.workflow.graph import Graph
from panah.workflow.problems import Problem


def check_graph(definition: ServiceDefinition) -> list[Problem]:
    """Check a definition whose names are all known; laws are asked only of a graph that closes."""
    graph = Graph(definition)
    return check_closure(graph) or [*check_order(graph), *check_safeguards(graph), *check_withdrawal(graph)]
