"""Who reaches the pages of rounds."""

from typing import Final

from panah.appointments.operations import ARRANGERS, COUNTER, SHUTTERS
from panah.rounds.queries import ACKNOWLEDGERS, ANNOUNCERS
from panah.web.office.relations import CASE
from panah.web.policy import BOTH, WRITE, Row, Who

SEERS: Final = frozenset({*ANNOUNCERS, *ACKNOWLEDGERS, "administrator", "auditor"})
"""Who sees how far a round has come: the ministry, the bureau, and an office its own line."""

ARRANGES: Final = frozenset(ARRANGERS)
DAY_READERS: Final = frozenset({*COUNTER, *ARRANGERS}) - {"administrator"}
"""Who sees an office's day: its counter, and the bureau."""

SECOND: Final = frozenset({"bureau-officer"})
"""Whose word stands beside a clerk's where something could not be captured (S8, S16)."""

ROWS: Final = (
    Row(route="office:rounds", who=Who.STAFF, roles=SEERS),
    Row(route="office:round", who=Who.STAFF, roles=SEERS),
    Row(route="office:round-announced", who=Who.STAFF, roles=ANNOUNCERS, methods=WRITE),
    Row(
        route="office:round-acknowledged",
        who=Who.STAFF,
        roles=frozenset(ACKNOWLEDGERS),
        methods=WRITE,
    ),
    Row(route="office:round-opened", who=Who.STAFF, roles=ANNOUNCERS, methods=WRITE),
    Row(route="office:round-closed", who=Who.STAFF, roles=ANNOUNCERS, methods=WRITE),
    Row(route="office:round-excuses", who=Who.STAFF, roles=SECOND, purpose="service"),
    Row(route="office:round-seconded", who=Who.STAFF, roles=SECOND, methods=WRITE, purpose="service"),
    Row(route="office:round-calls", who=Who.STAFF, roles=SEERS),
    *(
        Row(route=f"office:round-{name}", who=Who.STAFF, roles=ARRANGES, methods=WRITE)
        for name in ("times", "promise", "draw", "rest")
    ),
    Row(route="office:appointments", who=Who.STAFF, roles=DAY_READERS, purpose="call-up"),
    Row(route="office:appointments-closed", who=Who.STAFF, roles=frozenset(SHUTTERS), methods=WRITE),
    Row(route="office:appointment", who=Who.STAFF, roles=DAY_READERS, purpose="call-up"),
    Row(
        route="office:appointment-act",
        who=Who.STAFF,
        roles=frozenset(COUNTER),
        methods=WRITE,
        purpose="call-up",
    ),
    Row(
        route="office:visit",
        who=Who.STAFF,
        roles=frozenset(COUNTER),
        relation=CASE,
        methods=BOTH,
        purpose="call-up",
    ),
)
