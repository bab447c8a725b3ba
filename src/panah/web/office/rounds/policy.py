"""Who reaches the pages of rounds."""

from typing import Final

from panah.rounds.rules.course import ACKNOWLEDGERS, ANNOUNCERS
from panah.web.policy import WRITE, Row, Who

SEERS: Final = frozenset({*ANNOUNCERS, *ACKNOWLEDGERS, "administrator", "auditor"})
"""Who sees how far a round has come: the ministry, the bureau, and an office its own line."""

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
)
