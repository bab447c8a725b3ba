"""Pure rules of the organisation: the tree of offices, dated appointments, and the scope they give."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from panah.organisation.roles import OfficeKind

_K = OfficeKind

POSSIBLE_PARENTS: Mapping[OfficeKind, frozenset[OfficeKind]] = MappingProxyType(
    {
        _K.MINISTRY: frozenset(),
        _K.GOVERNORATE: frozenset({_K.MINISTRY}),
        _K.DIRECTORATE: frozenset({_K.MINISTRY, _K.GOVERNORATE}),
        _K.POLITICAL_OFFICE: frozenset({_K.MINISTRY, _K.GOVERNORATE}),
        _K.SERVICE_OFFICE: frozenset({_K.DIRECTORATE}),
        _K.BORDER: frozenset({_K.MINISTRY, _K.GOVERNORATE, _K.DIRECTORATE}),
        _K.AGENCY: frozenset({_K.MINISTRY, _K.GOVERNORATE, _K.DIRECTORATE}),
    }
)
"""Under which kinds of office each kind may be opened; an empty set is a root."""


def child_path(parent_path: str, office_id: int) -> str:
    """Give an office's place in the tree, ``/1/17/301/``: every ancestor's id, then its own."""
    return f"{parent_path or '/'}{office_id}/"


def ancestor_ids(path: str) -> tuple[int, ...]:
    """Give the ids on a path from the root to the office itself."""
    return tuple(int(part) for part in path.strip("/").split("/") if part)


def covers(upper: str, lower: str) -> bool:
    """Whether the office at ``lower`` is the one at ``upper`` or stands below it."""
    return lower.startswith(upper)


@dataclass(frozen=True, slots=True)
class Holding:
    """One role in force at one moment, held by appointment or by delegation.

    Attributes:
        role: a name of ``roles.ROLES``.
        office_id: the office it was given for.
        office_path: that office's place; the holding reaches everything below it.
        for_account: whose power it is: the holder's own account, or whom they stand in for.
    """

    role: str
    office_id: int
    office_path: str
    for_account: int


@dataclass(frozen=True, slots=True)
class Scope:
    """What one account may do and see at one moment: roles over subtrees of offices, nothing else.

    An empty scope sees nothing; there is no super-user.
    """

    account_id: int
    holdings: tuple[Holding, ...] = ()

    @property
    def roles(self) -> frozenset[str]:
        """The roles held anywhere."""
        return frozenset(holding.role for holding in self.holdings)

    def paths(self, roles: Iterable[str] | None = None) -> tuple[str, ...]:
        """Give the topmost office paths reached by any of ``roles`` (all roles when None)."""
        wanted = None if roles is None else frozenset(roles)
        reached = {h.office_path for h in self.holdings if wanted is None or h.role in wanted}
        return topmost(reached)

    def allows(self, role: str, office_path: str) -> bool:
        """Whether ``role`` is held over the office at ``office_path``."""
        return any(h.role == role and covers(h.office_path, office_path) for h in self.holdings)

    def stands_in_for(self, role: str, office_path: str) -> int | None:
        """Give whose power would be used: one's own account first, else whoever delegated it, else None."""
        able = [h.for_account for h in self.holdings if h.role == role and covers(h.office_path, office_path)]
        if self.account_id in able:
            return self.account_id
        return able[0] if able else None


def topmost(paths: Iterable[str]) -> tuple[str, ...]:
    """Drop every path that another one covers, so that predicates stay short."""
    kept: list[str] = []
    for path in sorted(paths):
        if not any(covers(upper, path) for upper in kept):
            kept.append(path)
    return tuple(kept)


def digest_of_key(key: str) -> str:
    """What is kept of an agency's key: its SHA-256, enough since the key itself is 256 drawn bits."""
    return sha256(key.encode()).hexdigest()
