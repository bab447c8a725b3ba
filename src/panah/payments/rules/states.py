"""What is owed, by whom it may be paid, confirmed and waived."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from panah.foundation.canonical import Canonical, digest
from panah.foundation.digits import to_latin_digits
from panah.foundation.errors import InvalidInput, NotAllowed
from panah.foundation.persian import clean
from panah.organisation.rules import Scope, covers

CHECKERS: Final = frozenset({"payment-checker", "bureau-expert"})
"""Who may say that money came: the bureau, never a contractor's clerk (S19)."""
WAIVERS: Final = frozenset({"bureau-expert"})
"""Who may waive a fee."""
COUNTER: Final = frozenset({"service-clerk", "bureau-clerk", "bureau-expert", "bureau-officer"})
"""Who may enter a payment or ask a waiver for somebody who came to them."""
FIRST_ASK: Final = timedelta(minutes=2)
LONGEST_PAUSE: Final = timedelta(hours=1)
UNPAID_FOR: Final = timedelta(hours=24)
"""How long somebody may stay at the bank's page before the attempt counts as given up."""
ASKED_FOR: Final = timedelta(hours=72)
"""How long a bank that gives no clear answer is asked again; afterwards an officer looks."""
_BETWEEN: Final = re.compile(r"[\s\u200c\-./]+")
_REFERENCE: Final = re.compile("[0-9A-Z]{3,40}")


class ChargeState(StrEnum):
    """Where a charge stands: a paid one is `returnable` once the matter was withdrawn before its paper was made.

    A `dropped` one was never paid and nobody owes it any more, because the matter ended. An `agreed` one is paid in
    parts that were agreed: it holds nothing up any more and is still owed (S18).
    """

    DUE = "due"
    AGREED = "agreed"
    PAID = "paid"
    EXEMPT = "exempt"
    DROPPED = "dropped"
    RETURNABLE = "returnable"
    REFUNDED = "refunded"


OWED: Final = frozenset({ChargeState.DUE, ChargeState.AGREED})
"""Charges on which money is still awaited."""


class PaymentState(StrEnum):
    """Where a payment stands: said, seen by the bureau on the account, or not found there."""

    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Channel(StrEnum):
    """How it was paid."""

    ONLINE = "online"
    CARD_RECEIPT = "card-receipt"
    DEPOSIT_SLIP = "deposit-slip"
    POS = "pos"
    CASH = "cash"


class AttemptState(StrEnum):
    """Where an online payment stands; `differs` means that the bank names another amount than was asked."""

    STARTED = "started"
    VERIFIED = "verified"
    FAILED = "failed"
    UNKNOWN = "unknown"
    DIFFERS = "differs"


class ExemptionState(StrEnum):
    """Where a wish not to pay stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"


class ChargedFor(StrEnum):
    """What one charge row covers: each person by a row of their own, all persons in one row, or the case as such."""

    EACH = "each"
    TOGETHER = "together"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Balance:
    """The money of one charge, in rial: asked, confirmed by the bureau or the bank, and given back."""

    state: ChargeState
    rial: int
    confirmed: int
    refunded: int

    @property
    def kept(self) -> int:
        """What is still with us."""
        return self.confirmed - self.refunded

    @property
    def outstanding(self) -> int:
        """What the payer still owes."""
        return max(0, self.rial - self.kept) if self.state in OWED else 0

    @property
    def to_return(self) -> int:
        """What is with us and not owed: paid twice, too much, too late, or for nothing."""
        owed = self.rial if self.state in {*OWED, ChargeState.PAID} else 0
        return max(0, self.kept - owed)

    @property
    def is_covered(self) -> bool:
        """Whether enough was confirmed."""
        return self.kept >= self.rial


def charged_for(*, fee_per: str, tariff_per: str) -> ChargedFor:
    """Say what one row covers: the process says per subject or case, the directive per person, household or case."""
    if tariff_per != "person":
        return ChargedFor.CASE
    return ChargedFor.EACH if fee_per == "subject" else ChargedFor.TOGETHER


def parse_reference(text: str) -> str:
    """Read the number of a slip or receipt as it is compared: Latin digits and capitals, nothing between.

    Raises InvalidInput("reference-unreadable").
    """
    reference = _BETWEEN.sub("", to_latin_digits(clean(text))).upper()
    if not _REFERENCE.fullmatch(reference):
        raise InvalidInput("reference-unreadable")
    return reference


def request_sha(*said: Canonical) -> str:
    """Digest a request, so that its key with another request is noticed (SHA-256, hexadecimal)."""
    return digest(list(said)).hex()


def reading_role(scope: Scope | None, roles: Iterable[str], office_path: str) -> str | None:
    """Give the first of some roles that is held over an office, or None."""
    if scope is None:
        return None
    return next((role for role in sorted(roles) if scope.allows(role, office_path)), None)


def reaches(scope: Scope | None, office_path: str) -> bool:
    """Whether anything at an office is somebody's business at all."""
    return scope is not None and any(covers(held.office_path, office_path) for held in scope.holdings)


def checking_role(scope: Scope | None, office_path: str) -> str:
    """Give the role by which somebody may check money at an office; raises NotAllowed("not-yours-to-check")."""
    if role := reading_role(scope, CHECKERS, office_path):
        return role
    raise NotAllowed("not-yours-to-check")


def waiving_role(scope: Scope | None, office_path: str) -> str:
    """Give the role by which somebody may waive a fee at an office; raises NotAllowed("not-yours-to-waive")."""
    if role := reading_role(scope, WAIVERS, office_path):
        return role
    raise NotAllowed("not-yours-to-waive")


def hands_of(scope: Scope, role: str, office_path: str) -> frozenset[int]:
    """Give the accounts whose hands act: one's own, and of whoever one stands in for."""
    behalf = scope.stands_in_for(role, office_path)
    return frozenset({scope.account_id} if behalf is None else {scope.account_id, behalf})


def refuse_same_hands(hands: frozenset[int], *others: int | None) -> None:
    """Refuse that anybody checks what they entered, or decides what they asked (S8); NotAllowed("same-person")."""
    if hands & {other for other in others if other is not None}:
        raise NotAllowed("same-person")


def next_ask(asked: int) -> timedelta:
    """Give the pause before the bank is asked again, after it was asked so often: doubling, up to an hour."""
    return min(FIRST_ASK * (1 << min(asked, 10)), LONGEST_PAUSE)
