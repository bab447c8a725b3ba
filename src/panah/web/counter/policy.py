"""Who may come to the counter: clerks, for the households and cases of their own offices (S19)."""

from typing import Final

from panah.casework.queries.counter import COUNTER, cases_of_counter, household_at_counter
from panah.web.identity import Visitor
from panah.web.policy import BOTH, READ, WRITE, Names, Relation, Row, Who

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

ROWS: Final[tuple[Row, ...]] = (
    Row(route="counter:home", who=Who.STAFF, roles=COUNTER, purpose=SERVICE),
    Row(route="counter:held", who=Who.STAFF, roles=COUNTER),
    *(
        Row(
            route=f"counter:{name}",
            who=Who.STAFF,
            roles=COUNTER,
            methods=methods,
            relation=relation,
            purpose=SERVICE,
        )
        for name, methods, relation in (
            ("request", BOTH, HOUSEHOLD),
            ("check", BOTH, HOUSEHOLD),
            ("request-of", BOTH, HOUSEHOLD),
            ("check-of", BOTH, HOUSEHOLD),
            ("telling", BOTH, HOUSEHOLD),
            ("case", READ, CASE),
            ("pay", WRITE, CASE),
            ("exempt", WRITE, CASE),
            ("leave-out", WRITE, CASE),
            ("certificate", WRITE, CASE),
            ("hand", WRITE, CASE),
            ("paper", READ, CASE),
            ("evidence", READ, CASE),
            ("again", BOTH, CASE),
            ("take-back", WRITE, CASE),
            ("object", BOTH, CASE),
        )
    ),
)
