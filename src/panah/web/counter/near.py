"""What is near a counter: the households and cases of its own offices, never the clerk's own matter (S8, S19)."""

from typing import Final

from panah.casework.queries.counter import cases_of_counter, household_at_counter
from panah.web.identity import Visitor
from panah.web.policy import Names, Relation, Row

SERVICE: Final = "service"


def _household_is_near(visitor: Visitor, row: Row, names: Names) -> bool:
    del row
    return household_at_counter(int(str(names["household_id"])), visitor.actor.scope)


def _case_is_near(visitor: Visitor, row: Row, names: Names) -> bool:
    del row
    cases = cases_of_counter(visitor.actor.scope).exclude(subjects__party__in=visitor.actor.persons)
    return cases.filter(pk=int(str(names["case_id"]))).exists()


HOUSEHOLD: Final = Relation("office-subtree", _household_is_near)
"""A household whose dossier lies with an office of the clerk."""
CASE: Final = Relation("office-subtree", _case_is_near)
"""A case of an office of the clerk, never the clerk's own matter."""
