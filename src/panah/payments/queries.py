"""Reading payments: what a case owes, what waits for a check, and money that lies where it should not."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from panah.foundation.errors import NotFound
from panah.foundation.money import Rial, format_both
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.payments.models import Charge, FeeExemption, OnlineAttempt, Payment, Refund
from panah.payments.rules import (
    CHECKERS,
    WAIVERS,
    AttemptState,
    Balance,
    ChargeState,
    ExemptionState,
    PaymentState,
)

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

PAGE = 50


@dataclass(frozen=True, slots=True)
class BillLine:
    """One charge as a payer reads it; amounts in rial. `waiting` was said to be paid and is not checked yet.

    `subject_id` is the person it is for, None where it is for all; `tariff` is the source the directive gives. `wish`
    is what became of the newest wish not to pay it (`asked`, `granted`, `refused`), empty where nobody wished;
    `wish_reason` is why it was refused.
    """

    charge_id: int
    subject_id: int | None
    fee: str
    what: str
    balance: Balance
    waiting: int
    payee: str
    account: str
    tariff: str
    raised_at: datetime
    wish: str
    wish_reason: str

    @property
    def is_open(self) -> bool:
        """Whether it is to be paid and nothing was done about it: neither said to be paid nor asked to be waived."""
        return self.balance.outstanding > 0 and not self.waiting and self.wish != ExemptionState.ASKED

    @property
    def in_words(self) -> str:
        """The amount in rial and toman."""
        return format_both(Rial(self.balance.rial))


@dataclass(frozen=True, slots=True)
class Bill:
    """All that a case was charged; amounts in rial."""

    lines: tuple[BillLine, ...]

    @property
    def charges(self) -> frozenset[int]:
        """The numbers of its charges."""
        return frozenset(line.charge_id for line in self.lines)

    @property
    def total(self) -> int:
        """What was asked and still counts: not waived, dropped or given back."""
        counted = {ChargeState.DUE, ChargeState.PAID}
        return sum(line.balance.rial for line in self.lines if line.balance.state in counted)

    @property
    def outstanding(self) -> int:
        """What is still to be paid."""
        return sum(line.balance.outstanding for line in self.lines)

    @property
    def waiting(self) -> int:
        """What was said to be paid and waits for the bureau's check."""
        return sum(line.waiting for line in self.lines)

    @property
    def wished(self) -> bool:
        """Whether somebody asked not to pay what is still to be paid, and nothing else is left to do about it."""
        wishes = [line.wish for line in self.lines if line.balance.outstanding > 0]
        return ExemptionState.ASKED in wishes and not any(line.is_open for line in self.lines)

    @property
    def refusals(self) -> tuple[str, ...]:
        """Why wishes not to pay were refused whose charges are still to be paid, each reason once."""
        refused = (line for line in self.lines if line.is_open and line.wish == ExemptionState.REFUSED)
        return tuple(dict.fromkeys(line.wish_reason for line in refused))

    @property
    def to_return(self) -> int:
        """What lies with us and is not owed: also money that came after a deadline."""
        return sum(line.balance.to_return for line in self.lines)

    @property
    def total_in_words(self) -> str:
        """«۱۵۰٬۰۰۰ ریال (۱۵٬۰۰۰ تومان)»."""
        return format_both(Rial(self.total))

    @property
    def outstanding_in_words(self) -> str:
        """The same of what is still to be paid."""
        return format_both(Rial(self.outstanding))


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """One payment of a case; `reason` says why it was not found, where it was rejected."""

    payment_id: int
    charge_id: int
    channel: str
    rial: int
    reference: str
    paid_on: date
    state: str
    claimed_at: datetime
    checked_at: datetime | None
    reason: str


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


def charges_of(case_id: int) -> tuple[BillLine, ...]:
    """Give the charges of a case in the order they were raised; one query."""
    newest = FeeExemption.objects.filter(charge=OuterRef("pk")).order_by("-pk")
    charges = (
        with_money(Charge.objects.filter(case=case_id))
        .annotate(wish=_first(newest, "state"), wish_reason=_first(newest, "reason"))
        .order_by("raised_at", "pk")
    )
    return tuple(
        BillLine(
            charge_id=c.pk,
            subject_id=c.subject_id,
            fee=c.fee,
            what=c.what,
            balance=_balance(c),
            waiting=c.claimed,
            payee=c.payee,
            account=c.account,
            tariff=c.tariff,
            raised_at=c.raised_at,
            wish=c.wish,
            wish_reason=c.wish_reason,
        )
        for c in charges
    )


def bill_of(case_id: int, *, subjects: Collection[int] | None = None) -> Bill:
    """Give what a case was charged, line by line and in sum; one query. With `subjects`, theirs and everybody's."""
    lines = charges_of(case_id)
    return Bill(
        tuple(
            one for one in lines if subjects is None or one.subject_id is None or one.subject_id in subjects
        )
    )


def balance_of(charge_id: int) -> Balance:
    """Give the money of one charge; raises NotFound("charge-unknown")."""
    found = with_money(Charge.objects.filter(pk=charge_id)).first()
    if found is None:
        raise NotFound("charge-unknown")
    return _balance(found)


def payments_of(case_id: int, *, most: int = PAGE) -> tuple[PaymentLine, ...]:
    """Give the payments of a case, the newest first."""
    rows = Payment.objects.filter(charge__case=case_id).order_by("-claimed_at", "-pk")[:most]
    return tuple(
        PaymentLine(
            p.pk, p.charge_id, p.channel, p.rial, p.reference, p.paid_on, p.state, p.claimed_at, p.checked_at,
            p.reason,
        )
        for p in rows
    )  # fmt: skip


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
            e.pk, e.charge.case_id, e.charge.case.number, e.charge.what, e.charge.rial, e.ground, e.text,
            e.asked_at, e.proof_id, _whose(e.charge),
        )
        for e in rows
    )  # fmt: skip


def money_to_return(scope: Scope, *, most: int = PAGE) -> tuple[MoneyToReturn, ...]:
    """Give the charges on which more lies with us than is owed: paid twice, too much, too late, or withdrawn."""
    kept = F("confirmed") - F("refunded")
    owing = Q(state__in=[ChargeState.DUE.value, ChargeState.PAID.value])
    rows = (
        with_money(Charge.objects.filter(_in(scope, CHECKERS, "")))
        .filter(confirmed__gt=0)
        .filter((owing & Q(rial__lt=kept)) | (~owing & Q(confirmed__gt=F("refunded"))))
        .select_related("case")
        .order_by("raised_at", "pk")[:most]
    )
    return tuple(
        MoneyToReturn(c.pk, c.case_id, c.case.number, c.what, c.state, _balance(c).to_return) for c in rows
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


class Money(TypedDict):
    """What `with_money` adds to a charge, in rial."""

    confirmed: int
    claimed: int
    refunded: int


def with_money(charges: QuerySet[Charge]) -> "QuerySet[WithAnnotations[Charge, Money]]":
    """Add to each charge what was confirmed, is still claimed, and was given back (rial)."""
    return charges.annotate(
        confirmed=_paid(PaymentState.CONFIRMED),
        claimed=_paid(PaymentState.CLAIMED),
        refunded=_summed(Refund.objects.filter(charge=OuterRef("pk"))),
    )


def _paid(state: PaymentState) -> Coalesce:
    return _summed(Payment.objects.filter(charge=OuterRef("pk"), state=state))


def _summed(rows: QuerySet[Payment] | QuerySet[Refund]) -> Coalesce:
    sums = rows.order_by().values("charge").annotate(sum=Sum("rial")).values("sum")
    return Coalesce(Subquery(sums, output_field=BigIntegerField()), 0)


def _whose(charge: Charge) -> str:
    person = getattr(charge.subject.party, "person", None) if charge.subject else None
    return person.name if person else ""


def _first(rows: QuerySet[FeeExemption], field: str) -> Coalesce:
    return Coalesce(Subquery(rows.values(field)[:1], output_field=CharField()), Value(""))


def _balance(charge: "WithAnnotations[Charge, Money]") -> Balance:
    return Balance(ChargeState(charge.state), charge.rial, charge.confirmed, charge.refunded)


def _in(scope: Scope, roles: Iterable[str], prefix: str) -> Q:
    return within(scope.paths(roles), f"{prefix}case__office__path")
