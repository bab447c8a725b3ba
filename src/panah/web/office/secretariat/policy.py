"""Who may come to the pages of the secretariat; which letter is theirs to read, the query asks again."""

from typing import Final

from panah.correspondence.roles import GRANTERS, READERS, SECRETARIES, WRITERS
from panah.web.office.relations import CASE
from panah.web.policy import BOTH, READ, WRITE, Row, Who

CERTIFIERS: Final = frozenset({"administrator"})
"""Who enters by which certificate somebody signs."""


def _row(route: str, roles: frozenset[str], methods: frozenset[str] = READ, purpose: str = "") -> Row:
    return Row(route=f"office:{route}", who=Who.STAFF, roles=roles, methods=methods, purpose=purpose)


ROWS: Final[tuple[Row, ...]] = (
    _row("secretariat", READERS),
    _row("register", READERS),
    _row("letter", READERS, purpose="service"),
    _row("letter-pdf", READERS, purpose="service"),
    _row("letter-refer", WRITERS, WRITE, "service"),
    _row("letter-fact", WRITERS, WRITE, "service"),
    _row("letter-void", WRITERS, WRITE, "service"),
    _row("referral-done", WRITERS, WRITE, "service"),
    _row("letter-new", WRITERS, BOTH),
    Row(
        route="office:letter-new-of",
        who=Who.STAFF,
        roles=WRITERS,
        relation=CASE,
        methods=BOTH,
        purpose="service",
    ),
    _row("draft", WRITERS),
    _row("draft-pdf", WRITERS),
    _row("draft-edit", WRITERS, BOTH),
    _row("draft-sign", WRITERS, WRITE),
    _row("draft-pass", WRITERS, WRITE),
    _row("letter-in", SECRETARIES, BOTH),
    _row("arrival", SECRETARIES, BOTH, "service"),
    _row("arrival-pdf", SECRETARIES, purpose="service"),
    _row("arrival-refuse", SECRETARIES, WRITE),
    _row("arrival-bring", SECRETARIES, WRITE),
    _row("dispatch-file", WRITERS, purpose="service"),
    _row("dispatch-act", WRITERS, WRITE),
    _row("scans", WRITERS, BOTH),
    _row("scan", READERS, purpose="service"),
    _row("scan-match", WRITERS, WRITE),
    _row("scan-look", WRITERS, WRITE, "service"),
    _row("signing-rights", WRITERS | GRANTERS, BOTH),
    _row("signing-token", CERTIFIERS, WRITE),
    _row("right-back", WRITERS | GRANTERS, WRITE),
    _row("addresses", SECRETARIES, BOTH),
)
