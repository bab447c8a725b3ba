"""Who heads an office and who supervises its work: by whose power somebody lends roles and hands out files."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from panah.organisation.roles import OfficeKind
from panah.organisation.rules import Holding, Scope, covers

type Heads = Mapping[str, frozenset[OfficeKind]]
"""The kinds of office at or below one's own that a role is set over."""

POLITICAL_SIDE: Final = frozenset({"political-expert", "political-director"})
"""The political office and the foreigners' bureau are never set over each other's people (S17)."""

INDEPENDENT: Final = frozenset({"auditor", "administrator"})
"""Roles no head of an office disposes of; only somebody appointed to the same role stands in for them."""

_K = OfficeKind
_BUREAU = frozenset({_K.DIRECTORATE, _K.SERVICE_OFFICE})

HEADS: Final[Heads] = MappingProxyType(
    {
        "bureau-director": _BUREAU,
        "ministry-director": _BUREAU | {_K.MINISTRY},
        "political-director": frozenset({_K.POLITICAL_OFFICE, _K.MINISTRY}),
        "governor": frozenset({_K.GOVERNORATE}),
    }
)
"""Who answers for an office: they see that somebody stands in for whoever is away."""

SUPERVISORS: Final[Heads] = MappingProxyType(
    {**HEADS, "bureau-officer": _BUREAU, "ministry-officer": frozenset({_K.MINISTRY})}
)
"""Who hands out the work of an office."""


def power_over(scope: Scope, *, by: Heads, role: str, kind: str, path: str) -> Holding | None:
    """Give the holding by which somebody is set over a role at an office: their own first, else one lent to them."""
    if role in INDEPENDENT:
        return None
    able = [
        held
        for held in scope.holdings
        if OfficeKind(kind) in by.get(held.role, ())
        and covers(held.office_path, path)
        and (held.role in POLITICAL_SIDE) == (role in POLITICAL_SIDE)
    ]
    own = [held for held in able if held.for_account == scope.account_id]
    return next(iter((*own, *able)), None)


def same_side(role: str, others: frozenset[str]) -> bool:
    """Whether somebody with other roles may be given this one for a time: on one side (S17), and inspecting nobody."""
    if role in INDEPENDENT:
        return role in others
    return not others or (role in POLITICAL_SIDE) == bool(others & POLITICAL_SIDE)
