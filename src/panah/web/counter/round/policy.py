"""Who comes to the counter of a round: clerks, for the files of their own offices (S19)."""

from typing import Final

from panah.casework.queries.counter import COUNTER
from panah.web.counter.near import CASE, SERVICE
from panah.web.policy import BOTH, READ, WRITE, Row, Who

ROWS: Final = tuple(
    Row(
        route=f"counter:{name}",
        who=Who.STAFF,
        roles=COUNTER,
        methods=methods,
        relation=CASE,
        purpose=SERVICE,
    )
    for name, methods in (
        ("round", READ),
        ("round-keep", WRITE),
        ("round-send", WRITE),
        ("round-changed", WRITE),
        ("round-fault", WRITE),
        ("round-capture", WRITE),
        ("round-pulse", WRITE),
        ("round-portrait", WRITE),
        ("round-photo", READ),
        ("round-excuse", WRITE),
        ("round-alone", BOTH),
        ("round-pay", WRITE),
    )
)
