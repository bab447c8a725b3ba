"""Who may sign: a right is given for kinds of letters at an office and below it, for days, in one's role."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.organisation.rules import Holding, Scope, covers

LONGEST_KINDS: Final = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """A right to sign as it was given.

    `role` is the one it is signed in, `behalf_role` whose signature it stands for («از طرف»), empty for one's own.
    `since` is the first day and `until` the first day it no longer holds (local), None for no end.
    """

    id: int
    holder: int
    role: str
    office_path: str
    kinds: frozenset[str]
    behalf_role: str
    since: date
    until: date | None

    def is_in_force(self, on: date) -> bool:
        """Whether it holds on a local day."""
        return self.since <= on and (self.until is None or on < self.until)

    def is_for(self, kind: str, office_path: str) -> bool:
        """Whether it is for letters of a kind from an office."""
        return kind in self.kinds and covers(self.office_path, office_path)


@dataclass(frozen=True, slots=True)
class Signer:
    """By which right somebody signs, and for whom they sit there: None for themselves."""

    right: Right
    on_behalf_of: int | None


def signer_of(
    rights: Iterable[Right], scope: Scope, *, kind: str, office_path: str, on: date
) -> Signer | None:
    """Find the right by which an account may sign a kind of letter of an office on a local day.

    A right alone is not enough: its role must be held today at that office or above it, by the right's holder, or be
    lent by them to whoever asks. One's own right comes before a lent one, one's own signature before «از طرف».
    """
    able = [
        (right.holder != scope.account_id, right.behalf_role != "", right.id, right)
        for right in rights
        if right.is_in_force(on) and right.is_for(kind, office_path) and _holds(scope, right, office_path)
    ]
    if not able:
        return None
    lent, _, _, right = min(able, key=lambda one: one[:3])
    return Signer(right, right.holder if lent else None)


def _holds(scope: Scope, right: Right, office_path: str) -> bool:
    return any(_is_it(held, right, office_path) for held in scope.holdings)


def _is_it(held: Holding, right: Right, office_path: str) -> bool:
    return (
        held.role == right.role and held.for_account == right.holder and covers(held.office_path, office_path)
    )


def read_kinds(text: str) -> frozenset[str]:
    """Read the kinds a right is stored with."""
    return frozenset(text.split())


def write_kinds(kinds: Iterable[str]) -> str:
    """Write kinds as a right stores them."""
    return " ".join(sorted(kinds))
