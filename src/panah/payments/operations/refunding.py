"""Giving money back."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.persian import clean
from panah.payments.models import Charge, Payment, Refund
from panah.payments.operations.ground import (
    hands,
    locked,
    note,
    officer_id,
    refuse_own_matter,
    refuse_strangers,
)
from panah.payments.queries import balance_of, charges_of
from panah.payments.rules import (
    Balance,
    ChargeState,
    PaymentState,
    checking_role,
    refuse_same_hands,
    request_sha,
)


def refund(*, charge_id: int, rial: int, reason: str, actor: Actor, key: str, now: datetime) -> Refund:
    """Record that money was given back, with its reason: what is not owed, or the whole of a paid charge.

    By the bureau, never by who entered one of its payments (S8). The same key gives the same refund. Raises
    InvalidInput (`reason-needed`, `refund-too-much` with the most in rial, `key-used`), NotFound("charge-unknown"),
    NotAllowed. S18.
    """
    why = clean(reason)[:500]
    if not why:
        raise InvalidInput("reason-needed", field="reason")
    sha = request_sha("refund", charge_id, rial, why)
    with transaction.atomic():
        charge = locked(charge_id)
        role = _role(actor, charge)
        if before := Refund.objects.filter(sender=actor.sender, key=key).first():
            if before.request_sha != sha:
                raise InvalidInput("key-used", key=key)
            return before
        balance = balance_of(charge.pk)
        _refuse_too_much(balance, rial)
        made = Refund.objects.create(
            charge=charge,
            rial=rial,
            reason=why,
            decided_by_id=officer_id(actor),
            at=now,
            sender=actor.sender,
            key=key,
            request_sha=sha,
        )
        if rial == balance.kept and balance.state in {ChargeState.PAID, ChargeState.RETURNABLE}:
            Charge.objects.filter(pk=charge.pk).update(state=ChargeState.REFUNDED)
        note(
            charge,
            kind="refunded",
            now=now,
            actor_id=actor.account_id,
            role=role,
            about=f"refund {made.pk}: {rial} rial",
        )
    return made


def refund_bill(*, case_id: int, reason: str, actor: Actor, key: str, now: datetime) -> tuple[Refund, ...]:
    """Record that everything of a case that is with us and not owed was given back, charge by charge, in one motion.

    All or none; said again with the same key it is the same. Raises as `refund`, and Conflict("nothing-to-return").
    """
    if not clean(reason):
        raise InvalidInput("reason-needed", field="reason")
    with transaction.atomic():
        before = Refund.objects.filter(sender=actor.sender, key__startswith=f"{key}:", charge__case=case_id)
        if done := tuple(before.order_by("pk")):
            return done
        lines = [line for line in charges_of(case_id) if line.balance.to_return]
        if not lines:
            raise Conflict("nothing-to-return")
        return tuple(
            refund(
                charge_id=line.charge_id,
                rial=line.balance.to_return,
                reason=reason,
                actor=actor,
                key=f"{key}:{line.charge_id}",
                now=now,
            )
            for line in lines
        )


def _role(actor: Actor, charge: Charge) -> str:
    refuse_strangers(actor, charge.case, "charge-unknown")
    role = checking_role(actor.scope, charge.case.office.path)
    entered = Payment.objects.filter(charge=charge, state=PaymentState.CONFIRMED)
    refuse_same_hands(hands(actor, role, charge.case), *entered.values_list("claimed_by_id", flat=True))
    refuse_own_matter(actor, charge.case)
    return role


def _refuse_too_much(balance: Balance, rial: int) -> None:
    is_whole = rial == balance.kept and balance.state == ChargeState.PAID
    if not (0 < rial <= balance.to_return or (is_whole and rial > 0)):
        raise InvalidInput("refund-too-much", field="rial", most=balance.to_return)
