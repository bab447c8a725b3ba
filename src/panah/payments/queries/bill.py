"""The bill of a case: what was asked, for whom, to whose account, and what was paid of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from panah.catalogue.rules.directive import PayeeKind
from panah.foundation.errors import NotFound
from panah.foundation.money import Rial, format_both
from panah.payments.models import Charge, FeeExemption, Instalment, Payment
from panah.payments.queries.money import balance, with_money
from panah.payments.rules import Balance, ChargeState, ExemptionState

PAGE = 50


@dataclass(frozen=True, slots=True)
class NextPart:
    """The first part of an agreement that is not paid, or what is left of it, in rial, and its local day."""

    due_on: date
    rial: int


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
    payee_kind: str
    payee: str
    account: str
    tariff: str
    raised_at: datetime
    wish: str
    wish_reason: str
    part: NextPart | None = None

    @property
    def asked_now(self) -> int:
        """What is to be paid next: of parts that were agreed the first that is open, else all that is outstanding."""
        return self.part.rial if self.part else self.balance.outstanding

    @property
    def payee_label(self) -> str:
        """Whose money it is, in words."""
        return PayeeKind(self.payee_kind).label

    @property
    def is_open(self) -> bool:
        """Whether it is to be paid and nothing was done about it: neither said to be paid nor asked to be waived."""
        return self.balance.outstanding > 0 and not self.waiting and self.wish != ExemptionState.ASKED

    @property
    def in_words(self) -> str:
        """The amount in rial and toman."""
        return format_both(Rial(self.balance.rial))


@dataclass(frozen=True, slots=True)
class PayeeShare:
    """What of a bill goes to one payee and account; `kind` says whose money it is; amounts in rial."""

    kind: PayeeKind
    payee: str
    account: str
    lines: tuple[BillLine, ...]

    @property
    def total(self) -> int:
        """What was asked for this payee and still counts."""
        return _asked(self.lines)

    @property
    def outstanding(self) -> int:
        """What is still to be paid to this payee."""
        return sum(line.balance.outstanding for line in self.lines)

    @property
    def name(self) -> str:
        """The payee as the directive names it, else whose money it is."""
        return self.payee or self.kind.label


@dataclass(frozen=True, slots=True)
class Bill:
    """All that a case was charged; amounts in rial."""

    lines: tuple[BillLine, ...]

    @property
    def payees(self) -> tuple[PayeeShare, ...]:
        """What goes to whom, in the order it was asked: one share for each payee and account."""
        shares: dict[tuple[str, str, str], list[BillLine]] = {}
        for line in self.lines:
            shares.setdefault((line.payee_kind, line.payee, line.account), []).append(line)
        return tuple(
            PayeeShare(PayeeKind(kind), payee, account, tuple(lines))
            for (kind, payee, account), lines in shares.items()
        )

    @property
    def in_parts(self) -> tuple[BillLine, ...]:
        """The lines that are paid in parts, with a part still open."""
        return tuple(line for line in self.lines if line.part)

    @property
    def open_lines(self) -> tuple[BillLine, ...]:
        """The lines nothing was done about yet."""
        return tuple(line for line in self.lines if line.is_open)

    @property
    def charges(self) -> frozenset[int]:
        """The numbers of its charges."""
        return frozenset(line.charge_id for line in self.lines)

    @property
    def total(self) -> int:
        """What was asked and still counts: not waived, dropped or given back."""
        return _asked(self.lines)

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


def _asked(lines: Collection[BillLine]) -> int:
    counted = {ChargeState.DUE, ChargeState.PAID, ChargeState.AGREED}
    return sum(line.balance.rial for line in lines if line.balance.state in counted)


def charges_of(case_id: int) -> tuple[BillLine, ...]:
    """Give the charges of a case in the order they were raised; one query, and one more where parts were agreed."""
    newest = FeeExemption.objects.filter(charge=OuterRef("pk")).order_by("-pk")
    charges = (
        with_money(Charge.objects.filter(case=case_id))
        .annotate(wish=_first(newest, "state"), wish_reason=_first(newest, "reason"))
        .order_by("raised_at", "pk")
    )
    found = list(charges)
    parts = _next_parts({c.pk: balance(c) for c in found if c.state == ChargeState.AGREED})
    return tuple(
        BillLine(
            charge_id=c.pk,
            subject_id=c.subject_id,
            fee=c.fee,
            what=c.what,
            balance=balance(c),
            waiting=c.claimed,
            payee_kind=c.payee_kind,
            payee=c.payee,
            account=c.account,
            tariff=c.tariff,
            raised_at=c.raised_at,
            wish=c.wish,
            wish_reason=c.wish_reason,
            part=parts.get(c.pk),
        )
        for c in found
    )


def _next_parts(agreed: Mapping[int, Balance]) -> dict[int, NextPart]:
    if not agreed:
        return {}
    of_charge: dict[int, list[Instalment]] = {}
    parts = Instalment.objects.filter(plan__stands=True, plan__charge__in=agreed).select_related("plan")
    for part in parts.order_by("due_on"):
        of_charge.setdefault(part.plan.charge_id, []).append(part)
    found = {}
    for charge_id, all_parts in of_charge.items():
        paid = sum(part.rial for part in all_parts) - agreed[charge_id].outstanding
        for part in all_parts:
            if paid < part.rial:
                found[charge_id] = NextPart(part.due_on, part.rial - max(0, paid))
                break
            paid -= part.rial
    return found


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
    return balance(found)


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


def _first(rows: QuerySet[FeeExemption], field: str) -> Coalesce:
    return Coalesce(Subquery(rows.values(field)[:1], output_field=CharField()), Value(""))
