"""Who may come to office pages."""

from typing import Final

from panah.casework.operations import TAKERS
from panah.casework.queries.failed_jobs import MENDERS
from panah.casework.queries.following import RECORDERS
from panah.casework.queries.reach import HOUSEHOLD_READERS, SEARCHERS
from panah.documents.queries import LOOKERS, TYPISTS
from panah.notifications.queries import CALLERS, PRINTERS
from panah.organisation.roles import ROLES, Standing
from panah.organisation.supervision import HEADS
from panah.registry.queries import REVIEWERS
from panah.web.office.print_room.policy import ROWS as PRINT_ROOM
from panah.web.office.relations import CASE, HOUSEHOLD, PAIR
from panah.web.office.rounds.policy import ROWS as ROUNDS
from panah.web.office.secretariat.policy import ROWS as SECRETARIAT
from panah.web.policy import BOTH, READ, WRITE, Row, Who

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

LISTERS: Final = frozenset({"bureau-clerk", "bureau-expert"})
"""Who brings a list of exemptions; confirming it is for who waives, and never the same person."""

REPORT_READERS: Final = frozenset({"bureau-expert", "bureau-director"})
"""Who reads that somebody was asked too much: the bureau, never a contractor's office (S14, S19)."""

ANSWERING: Final = frozenset(HEADS) | {"administrator"}
"""Who arranges for others who stands in while they are away; whose, the operation asks."""

ROWS: Final[tuple[Row, ...]] = (
    Row(route="office:today", who=Who.STAFF, roles=DESKS),
    Row(route="office:work", who=Who.STAFF, roles=DESKS),
    Row(route="office:confirm", who=Who.STAFF, roles=WORKERS, methods=WRITE),
    Row(route="office:act", who=Who.STAFF, roles=WORKERS, methods=WRITE),
    Row(route="office:sample", who=Who.STAFF, roles=WORKERS),
    Row(route="office:hand-out", who=Who.STAFF, roles=WORKERS, methods=WRITE),
    Row(route="office:handed-out", who=Who.STAFF, roles=WORKERS, methods=WRITE),
    Row(route="office:case", who=Who.STAFF, roles=DESKS, relation=CASE, methods=READ, purpose="service"),
    Row(route="office:evidence", who=Who.STAFF, roles=DESKS, relation=CASE, methods=READ, purpose="service"),
    Row(route="office:paper", who=Who.STAFF, roles=DESKS, relation=CASE, methods=READ, purpose="service"),
    Row(route="office:receipt", who=Who.STAFF, roles=DESKS, relation=CASE, methods=READ, purpose="service"),
    Row(route="office:decide", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"),
    Row(route="office:stays", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"),
    Row(
        route="office:follow",
        who=Who.STAFF,
        roles=frozenset(RECORDERS),
        relation=CASE,
        methods=WRITE,
        purpose="service",
    ),
    Row(route="office:claim", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"),
    Row(route="office:assign", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"),
    Row(
        route="office:household",
        who=Who.STAFF,
        roles=HOUSEHOLD_READERS,
        relation=HOUSEHOLD,
        purpose="service",
    ),
    Row(
        route="office:portrait",
        who=Who.STAFF,
        roles=HOUSEHOLD_READERS,
        relation=HOUSEHOLD,
        purpose="service",
    ),
    Row(
        route="office:portrait-taken",
        who=Who.STAFF,
        roles=frozenset(TAKERS),
        relation=HOUSEHOLD,
        methods=WRITE,
        purpose="service",
    ),
    Row(
        route="office:log-call", who=Who.STAFF, roles=WORKERS, relation=CASE, methods=WRITE, purpose="service"
    ),
    Row(route="office:calls", who=Who.STAFF, roles=CALLERS),
    Row(route="office:call", who=Who.STAFF, roles=CALLERS, methods=BOTH, purpose="call-up"),
    Row(route="office:letters", who=Who.STAFF, roles=PRINTERS),
    Row(route="office:letters-print", who=Who.STAFF, roles=PRINTERS, methods=WRITE),
    Row(route="office:letter-went", who=Who.STAFF, roles=PRINTERS, methods=WRITE),
    Row(route="office:money", who=Who.STAFF, roles=CHECKERS),
    Row(route="office:slip", who=Who.STAFF, roles=CHECKERS, methods=READ, purpose="service"),
    Row(route="office:check", who=Who.STAFF, roles=CHECKERS, methods=WRITE),
    Row(route="office:waive", who=Who.STAFF, roles=WAIVERS, methods=WRITE),
    Row(route="office:give-back", who=Who.STAFF, roles=CHECKERS, methods=WRITE),
    Row(route="office:instalments", who=Who.STAFF, roles=WAIVERS, methods=WRITE),
    Row(route="office:till", who=Who.STAFF, roles=CHECKERS),
    Row(route="office:till-done", who=Who.STAFF, roles=CHECKERS, methods=WRITE),
    Row(route="office:exemption-lists", who=Who.STAFF, roles=LISTERS),
    Row(route="office:exemption-list-try", who=Who.STAFF, roles=LISTERS, methods=WRITE),
    Row(route="office:exemption-list-send", who=Who.STAFF, roles=LISTERS, methods=WRITE),
    Row(route="office:exemption-list-inquiry", who=Who.STAFF, roles=LISTERS, methods=WRITE),
    Row(route="office:exemption-confirmation", who=Who.STAFF, roles=LISTERS, methods=WRITE),
    Row(route="office:exemption-list", who=Who.STAFF, roles=WAIVERS, methods=WRITE),
    Row(route="office:price-reports", who=Who.STAFF, roles=REPORT_READERS, purpose="overcharge"),
    Row(route="office:price-answer", who=Who.STAFF, roles=REPORT_READERS, methods=WRITE),
    Row(route="office:jobs", who=Who.STAFF, roles=MENDERS),
    Row(route="office:job-retry", who=Who.STAFF, roles=MENDERS, methods=WRITE),
    Row(route="office:outside", who=Who.STAFF, roles=TYPISTS | LOOKERS | MENDERS, purpose="service"),
    Row(
        route="office:outside-typed",
        who=Who.STAFF,
        roles=TYPISTS,
        methods=WRITE,
        purpose="service",
    ),
    Row(route="office:outside-look", who=Who.STAFF, roles=LOOKERS, methods=WRITE, purpose="service"),
    Row(route="office:outside-mend", who=Who.STAFF, roles=MENDERS, methods=WRITE, purpose="service"),
    Row(route="office:outside-notice", who=Who.STAFF, roles=TYPISTS | LOOKERS, purpose="service"),
    Row(route="office:duplicates", who=Who.STAFF, roles=REVIEWERS),
    Row(route="office:compare", who=Who.STAFF, roles=REVIEWERS, relation=PAIR, purpose="duplicates"),
    Row(
        route="office:settle",
        who=Who.STAFF,
        roles=REVIEWERS,
        relation=PAIR,
        methods=WRITE,
        purpose="duplicates",
    ),
    Row(route="office:find", who=Who.STAFF, roles=SEARCHERS, purpose="enquiry"),
    Row(route="office:motions", who=Who.STAFF, roles=DESKS),
    Row(route="office:recall", who=Who.STAFF, roles=WORKERS, methods=WRITE),
    Row(route="office:stand-in", who=Who.STAFF, roles=DESKS, methods=BOTH),
    Row(route="office:stand-in-for", who=Who.STAFF, roles=ANSWERING, methods=BOTH),
    Row(route="office:absence-end", who=Who.STAFF, roles=DESKS, methods=WRITE),
    Row(route="office:take-back", who=Who.STAFF, roles=DESKS, methods=WRITE),
    *PRINT_ROOM,
    *ROUNDS,
    *SECRETARIAT,
)
