"""What waits for the bureau: payments to look for, wishes not to pay, and money that lies where it should not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q

from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.payments.models import Charge, FeeExemption, OnlineAttempt, Payment
from panah.payments.queries.bill import PAGE
from panah.payments.queries.money import balance, with_money
from panah.payments.rules import (
    CHECKERS,
    WAIVERS,
    AttemptState,
    ChargeState,
    ExemptionState,
    PaymentState,
)


@dataclass(frozen=True, slots=True)
class PaymentToCheck:
    """One payment that waits for a look at the account; amounts in rial, `asked` is the charge's.

    `photo` is the kind of what came with its number (`picture`, `pdf`), empty where nothing did.
    """

    payment_id: int
    case_id: int
    case_number: str
    what: str
    asked: int
    rial: int
    channel: str
    reference: str
    into: str
    paid_on: date
    claimed_at: datetime
    photo: str


@dataclass(frozen=True, slots=True)
class ExemptionAsked:
    """One wish not to pay that waits for a decision; `proof` is the number of a paper that came with it.

    `whose` is the name of whom the charge is for, empty where it is for all.
    """

    exemption_id: int
    charge_id: int
    case_id: int
    case_number: str
    what: str
    rial: int
    ground: str
    text: str
    asked_at: datetime
    proof: int | None
    whose: str


@dataclass(frozen=True, slots=True)
class MoneyToReturn:
    """Money of a charge that is with us and not owed, in rial."""

    charge_id: int
    case_id: int
    case_number: str
    what: str
    state: str
    rial: int


@dataclass(frozen=True, slots=True)
class UnclearAttempt:
    """An online payment whose bank gives no clear answer; `asked` says how often it was asked."""

    token: str
    case_id: int
    case_number: str
    rial: int
    state: str
    started_at: datetime
    asked: int


def payments_to_check(scope: Scope, *, after: int = 0, most: int = PAGE) -> tuple[PaymentToCheck, ...]:
    """Give the payments somebody may check, the oldest first and never their own; `after` is the last one seen."""
    rows = (
        Payment.objects.filter(_in(scope, CHECKERS, "charge__"), state=PaymentState.CLAIMED, pk__gt=after)
        .exclude(claimed_by=scope.account_id)
        .select_related("charge__case", "proof")
        .order_by("pk")[:most]
    )
    return tuple(
        PaymentToCheck(
            p.pk, p.charge.case_id, p.charge.case.number, p.charge.what, p.charge.rial, p.rial, p.channel,
            p.reference, p.charge.into, p.paid_on, p.claimed_at, p.proof.kind if p.proof else "",
        )
        for p in rows
    )  # fmt: skip


def photo_to_check(payment_id: int, scope: Scope) -> tuple[int, int] | None:
    """Give the case and number of the photo of a payment that somebody may check or has checked; None otherwise."""
    theirs = Q(state=PaymentState.CLAIMED) & ~Q(claimed_by=scope.account_id) | Q(checked_by=scope.account_id)
    found = Payment.objects.filter(
        _in(scope, CHECKERS, "charge__"), theirs, pk=payment_id, proof__isnull=False
    ).values_list("charge__case", "proof")
    return found.first()


def exemptions_asked(scope: Scope, *, most: int = PAGE) -> tuple[ExemptionAsked, ...]:
    """Give the wishes not to pay that somebody may decide, the oldest first."""
    rows = (
        FeeExemption.objects.filter(_in(scope, WAIVERS, "charge__"), state=ExemptionState.ASKED)
        .select_related("charge__case", "charge__subject__party__person")
        .order_by("asked_at", "pk")[:most]
    )
    return tuple(
        ExemptionAsked(
            e.pk, e.charge_id, e.charge.case_id, e.charge.case.number, e.charge.what, e.charge.rial, e.ground, e.text,
            e.asked_at, e.proof_id, _whose(e.charge),
        )
        for e in rows
    )  # fmt: skip


def money_to_return(scope: Scope, *, most: int = PAGE) -> tuple[MoneyToReturn, ...]:
    """Give the charges on which more lies with us than is owed: paid twice, too much, too late, or withdrawn."""
    kept = F("confirmed") - F("refunded")
    owing = Q(state__in=[ChargeState.DUE.value, ChargeState.PAID.value, ChargeState.AGREED.value])
    rows = (
        with_money(Charge.objects.filter(_in(scope, CHECKERS, "")))
        .filter(confirmed__gt=0)
        .filter((owing & Q(rial__lt=kept)) | (~owing & Q(confirmed__gt=F("refunded"))))
        .select_related("case")
        .order_by("raised_at", "pk")[:most]
    )
    return tuple(
        MoneyToReturn(c.pk, c.case_id, c.case.number, c.what, c.state, balance(c).to_return) for c in rows
    )


def unclear_attempts(scope: Scope, *, now: datetime, most: int = PAGE) -> tuple[UnclearAttempt, ...]:
    """Give the online payments the bank gave no clear answer to and is no longer asked about, the oldest first."""
    rows = (
        OnlineAttempt.objects.filter(_in(scope, CHECKERS, "charge__"), started_at__lte=now)
        .filter(Q(state=AttemptState.UNKNOWN, next_at=None) | Q(state=AttemptState.DIFFERS))
        .exclude(payment__state__in=[PaymentState.CONFIRMED.value, PaymentState.REJECTED.value])
        .select_related("charge__case")
        .order_by("started_at", "pk")[:most]
    )
    return tuple(
        UnclearAttempt(
            a.token, a.charge.case_id, a.charge.case.number, a.rial, a.state, a.started_at, a.asked
        )
        for a in rows
    )


def _whose(charge: Charge) -> str:
    person = getattr(charge.subject.party, "person", None) if charge.subject else None
    return person.name if person else ""


def _in(scope: Scope, roles: Iterable[str], prefix: str) -> Q:
    return within(scope.paths(roles), f"{prefix}case__office__path")
