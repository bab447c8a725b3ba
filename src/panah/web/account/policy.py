"""Who may come to applicants' pages: a household's door for shared work, a person's own for what is theirs alone."""

from typing import Final

from panah.casework.queries.own_cases import visible_cases
from panah.web.identity import Visitor
from panah.web.policy import BOTH, READ, WRITE, Names, Relation, Row, Who

OWN_RECORD: Final = "own-record"


def _case_is_own(visitor: Visitor, row: Row, names: Names) -> bool:
    del row
    cases = visible_cases(
        visitor.account_id, persons=visitor.actor.persons, household_id=visitor.household_id
    )
    return cases.filter(pk=int(str(names["case_id"]))).exists()


OWN: Final = Relation("own-household", _case_is_own)
"""A case of the household, or of the person bound to the account; what another asked alone is not there (S29)."""

ROWS: Final[tuple[Row, ...]] = (
    Row(route="account:home", who=Who.HOUSEHOLD),
    Row(route="account:messages", who=Who.HOUSEHOLD),
    Row(route="account:looks", who=Who.HOUSEHOLD),
    Row(route="account:apply", who=Who.HOUSEHOLD),
    Row(route="account:apply-page", who=Who.HOUSEHOLD, methods=BOTH, purpose=OWN_RECORD),
    Row(route="account:apply-check", who=Who.HOUSEHOLD, methods=BOTH, purpose=OWN_RECORD),
    Row(route="account:held", who=Who.HOUSEHOLD),
    *(
        Row(route=f"account:{name}", who=Who.HOUSEHOLD, methods=methods, relation=OWN, purpose=OWN_RECORD)
        for name, methods in (
            ("case", READ),
            ("sent", READ),
            ("withdraw", BOTH),
            ("leave-out", BOTH),
            ("amend", BOTH),
            ("word", BOTH),
            ("stay", BOTH),
            ("certificate", WRITE),
            ("collect", WRITE),
            ("paper", READ),
            ("wallet", READ),
            ("receipt", READ),
            ("evidence", READ),
            ("pay", BOTH),
            ("pay-online", WRITE),
            ("paid", READ),
            ("exempt", BOTH),
            ("appointment", READ),
            ("appointment-change", BOTH),
            ("appointment-cancel", BOTH),
            ("appointment-offer", WRITE),
            ("appointment-needs", BOTH),
            ("appointment-ticket", READ),
            ("again", BOTH),
            ("object", BOTH),
        )
    ),
)
