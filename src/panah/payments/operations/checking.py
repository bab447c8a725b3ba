"""The bureau looks at the account: what was said to be paid is confirmed, or rejected with a reason."""

from datetime import date, datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.foundation.persian import clean
from panah.payments.models import Charge, DepositSlip, Payment, Terminal
from panah.payments.operations.ground import hands, locked, note, refuse_own_matter, refuse_strangers
from panah.payments.operations.settling import settle
from panah.payments.rules import PaymentState, checking_role, reaches, refuse_same_hands


def confirm_payment(*, payment_id: int, actor: Actor, now: datetime) -> Payment:
    """Say that the money is on the account; when nothing more is due the case goes on by itself.

    Only the bureau may, never who entered it, nor whose matter it is, nor a contractor's clerk (S8, S19). Money that
    comes after its deadline is confirmed like any other and shown to whoever holds the case. Said again it changes
    nothing. Raises NotFound("payment-unknown"), NotAllowed (`not-yours-to-check`, `same-person`, `own-matter`),
    Conflict("payment-checked") when it was rejected before.
    """
    return _check(payment_id, actor, now, PaymentState.CONFIRMED, reason="")


def reject_payment(*, payment_id: int, reason: str, actor: Actor, now: datetime) -> Payment:
    """Say that the money was not found, and why; the charge stays due and nobody is blamed.

    The slip is free again for whoever truly holds it. Raises as `confirm_payment`, and InvalidInput("reason-needed").
    """
    if not clean(reason):
        raise InvalidInput("reason-needed", field="reason")
    return _check(payment_id, actor, now, PaymentState.REJECTED, reason=clean(reason)[:500])


def confirm_terminal_day(*, terminal_id: int, day: date, rial: int, actor: Actor, now: datetime) -> int:
    """Confirm what a card reader took on a local day, where the bank's statement of it says the same sum in rial.

    All at once or nothing; returns how many were confirmed. Receipts of that day that counted already are part of the
    sum. Raises NotFound("terminal-unknown"), Conflict("totals-differ" with `ours` in rial), and as `confirm_payment`:
    also where one of them was entered by who confirms.
    """
    terminal = Terminal.objects.select_related("office").filter(pk=terminal_id).first()
    if terminal is None or not reaches(actor.scope, terminal.office.path):
        raise NotFound("terminal-unknown")
    checking_role(actor.scope, terminal.office.path)
    with transaction.atomic():
        taken = Payment.objects.filter(terminal=terminal, paid_on=day).exclude(state=PaymentState.REJECTED)
        ours = sum(taken.values_list("rial", flat=True))
        if ours != rial:
            raise Conflict("totals-differ", ours=ours)
        waiting = taken.filter(state=PaymentState.CLAIMED).order_by("charge__case", "pk")
        numbers = list(waiting.values_list("pk", flat=True))
        for number in numbers:
            confirm_payment(payment_id=number, actor=actor, now=now)
    return len(numbers)


def _check(payment_id: int, actor: Actor, now: datetime, state: PaymentState, *, reason: str) -> Payment:
    charge_id = Payment.objects.filter(pk=payment_id).values_list("charge_id", flat=True).first()
    if charge_id is None:
        raise NotFound("payment-unknown")
    with transaction.atomic():
        charge = locked(charge_id)
        payment = Payment.objects.select_related("slip").get(pk=payment_id)
        role = _role(actor, charge, payment)
        if payment.state != PaymentState.CLAIMED:
            if payment.state == state:
                return payment
            raise Conflict("payment-checked", state=payment.state)
        _write(payment, actor, now, state, reason)
        note(
            charge,
            kind=f"payment-{state}",
            now=now,
            actor_id=actor.account_id,
            role=role,
            word=payment.channel,
            about=f"payment {payment.pk}: {payment.rial} rial",
        )
        if state == PaymentState.CONFIRMED:
            settle(charge, now=now)
    return payment


def _role(actor: Actor, charge: Charge, payment: Payment) -> str:
    refuse_strangers(actor, charge.case, "payment-unknown")
    role = checking_role(actor.scope, charge.case.office.path)
    refuse_same_hands(hands(actor, role, charge.case), payment.claimed_by_id)
    refuse_own_matter(actor, charge.case)
    return role


def _write(payment: Payment, actor: Actor, now: datetime, state: PaymentState, reason: str) -> None:
    payment.state, payment.reason = state.value, reason
    payment.checked_by_id, payment.checked_at = actor.account_id, now
    payment.save(update_fields=["state", "reason", "checked_by", "checked_at"])
    if state == PaymentState.REJECTED and payment.slip is not None:
        others = payment.slip.payments.exclude(state=PaymentState.REJECTED)
        if not others.exists():
            DepositSlip.objects.filter(pk=payment.slip.pk).update(is_live=False)
