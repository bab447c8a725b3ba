"""Who reads reports of having paid too much, and the number a report is known by."""

from typing import Final

from panah.organisation.rules import Scope

REPORT_READERS: Final = frozenset({"bureau-expert", "bureau-director"})
"""Only the bureau: whoever works for a contractor never learns who reported (S14, S19)."""
MOST_RIAL: Final = 10**12
DIGITS: Final = 10


def reference_of(index: str) -> str:
    """Give the number of a report, told by phone as well: so many digits of a keyed digest (hexadecimal)."""
    return f"{int(index[:24], 16) % 10**DIGITS:0{DIGITS}}"


def reading_report_role(scope: Scope | None, office_path: str | None) -> str | None:
    """Give the role by which somebody reads reports about an office; those that name none are every bureau's."""
    if scope is None:
        return None
    held = sorted(one.role for one in scope.holdings if one.role in REPORT_READERS)
    if office_path is None:
        return next(iter(held), None)
    return next((role for role in held if scope.allows(role, office_path)), None)
