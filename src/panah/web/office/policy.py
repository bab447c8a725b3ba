"""Who may come to office pages."""

from typing import Final

from panah.casework.queries.reach import HOUSEHOLD_READERS, SEARCHERS
from panah.organisation.roles import ROLES, Standing
from panah.web.office.relations import CASE, HOUSEHOLD
from panah.web.policy import READ, WRITE, Row, Who

DESKS: Final = frozenset(
    role.name
    for role in ROLES.values()
    if role.held_at and role.standing in {Standing.STAFF, Standing.AGENCY}
)
"""Everybody who sits in an office: work may wait for any of them."""

WORKERS: Final = DESKS - {"auditor", "administrator"}
"""Who acts on cases; inspecting and administering are not acting."""

CHECKERS: Final = frozenset({"payment-checker", "bureau-expert"})
"""Who says that money came: the bureau, never a contractor's clerk (S19); the operation asks it again of the office."""

WAIVERS: Final = frozenset({"bureau-expert"})
"""Who waives a fee."""

ROWS: Final[tuple[Row, ...]] = (
    Row(route="office:today", who=Who.STAFF, roles=DESKS),
    Row(route="office:work", who=Who.STAFF, roles=DESKS),
    Row(route="office:confirm", who=Who.STAFF, roles=WORKERS, methods=WRITE),
    Row(route="office:act", who=Who.STAFF, roles=WORKERS, methods=WRITE),
    Row(route="office:case", who=Who.STAFF, roles=DESKS, relation=CASE, methods=READ, purpose="service"),
    Row(route="office:decide", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"),
    Row(route="office:claim", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"),
    Row(route="office:assign", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"),
    Row(
        route="office:household",
        who=Who.STAFF,
        roles=HOUSEHOLD_READERS,
        relation=HOUSEHOLD,
        purpose="service",
    ),
    Row(route="office:money", who=Who.STAFF, roles=CHECKERS),
    Row(route="office:check", who=Who.STAFF, roles=CHECKERS, methods=WRITE),
    Row(route="office:waive", who=Who.STAFF, roles=WAIVERS, methods=WRITE),
    Row(route="office:find", who=Who.STAFF, roles=SEARCHERS, purpose="enquiry"),
)
