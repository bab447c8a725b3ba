"""Who works with letters: the roles that write, register, match, look, and give the right to sign."""

from typing import Final

from panah.organisation.roles import ROLES
from panah.organisation.supervision import HEADS

SECRETARIES: Final = frozenset({"secretariat"})
"""Who registers what comes in and sends what goes out."""

WRITERS: Final = SECRETARIES | frozenset(
    {
        "bureau-clerk", "bureau-expert", "bureau-officer", "bureau-approver", "bureau-director",
        "protection-counsellor", "protection-officer", "objection-officer", "child-officer", "group-secretary",
        "political-expert", "political-director", "crisis-expert", "ministry-intake", "ministry-officer",
        "ministry-expert", "ministry-director", "governor", "minister",
    }
)  # fmt: skip
"""Who writes letters; a contractor's clerk never does (S19)."""

READERS: Final = WRITERS | {"auditor"}
"""Who comes to the pages of the secretariat; which letters are theirs to read, the query says."""

LOOKERS: Final = SECRETARIES | {"bureau-officer", "bureau-approver"} | frozenset(HEADS)
"""Who looks a second time whether a scan is the signed original of its letter."""

GRANTERS: Final = frozenset(HEADS) | {"administrator"}
"""Who gives the right to sign: the head of the office or its administrator, never to themselves."""

CERTIFIERS: Final = frozenset({"administrator"})
"""Who enters by which certificate somebody signs."""


def title_of(role: str) -> str:
    """Say a role as people read it; a name no longer in the table stands as it is."""
    return ROLES[role].title if role in ROLES else role
