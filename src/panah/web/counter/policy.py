"""Who may come to the counter: clerks, for the households and cases of their own offices (S19)."""

from typing import Final

from panah.casework.queries.counter import COUNTER
from panah.web.counter.near import CASE, HOUSEHOLD, SERVICE
from panah.web.counter.round.policy import ROWS as ROUND
from panah.web.policy import BOTH, READ, WRITE, Row, Who

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
    *ROUND,
)
