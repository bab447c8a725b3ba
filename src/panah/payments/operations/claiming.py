"""Saying that something was paid: the number of a slip or receipt, to be looked for on the account."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotFound
from panah.foundation.persian import clean
from panah.payments.models import Charge, Payment
from panah.payments.operations.ground import locked, note, paying_role
from panah.payments.operations.proving import SLIP, proof_of
from panah.payments.operations.settling import settle
from panah.payments.operations.sources import Paid, is_on, source_of
from panah.payments.rules import COUNTER, Channel, PaymentState, parse_reference, request_sha

ON_PAPER = frozenset({Channel.CARD_RECEIPT.value, Channel.DEPOSIT_SLIP.value})
AT_COUNTER = frozenset({Channel.POS.value, Channel.CASH.value})
"""What only the staff of the case's office takes: by a card reader of the office, or cash against its receipt."""
MOST_RIAL = 10**13


def claim_payment(
    *,
    charge_id: int,
    channel: str,
    reference: str,
    paid_on: date,
    rial: int,
    actor: Actor,
    key: str,
    now: datetime,
    held_as: str = "",
    terminal: str = "",
    payer: str = "",
) -> Payment:
    """Record that a charge was paid by slip, card or cash; it counts once the bureau has found it.

    A slip may cover several charges of one case and is refused for any other, without saying whose it is. It is taken
    in every state of the charge, for money is never turned away unseen. `paid_on` is a local day, `rial` the part of
    the slip that is for this charge; `held_as` names the form under which a photo of the slip is held. `payer`
    names whoever paid, where they want to be named; anybody may. The same key gives the same payment.

    At the counter also by a card reader of the office (`terminal`), and in cash where the directive takes it, against a
    receipt of the office's book whose number is `reference`. A card reader's receipt counts at once, without a second
    person, only where the directive's switch `pos-trusted` is on; the evening's totals are compared all the same.

    Raises InvalidInput (`channel-unknown`, `amount-unreadable`, `paid-in-future`, `reference-unreadable`,
    `terminal-unknown`, `receipt-not-of-office`, `key-used`), Conflict (`slip-used`, `receipt-used`, `cash-refused`),
    NotFound("charge-unknown"). S18, S19.
    """
    paid = Paid(channel, parse_reference(reference), paid_on, rial, clean(terminal), clean(payer)[:160])
    _refuse_impossible(paid, local_date(now))
    sha = request_sha("claim", charge_id, channel, paid.reference, paid_on.isoformat(), rial, paid.terminal)
    with transaction.atomic():
        charge = locked(charge_id)
        role = paying_role(actor, charge)
        if channel in AT_COUNTER and role not in COUNTER:
            raise InvalidInput("channel-unknown", channel=channel)
        before = Payment.objects.filter(sender=actor.sender, key=key).first()
        payment = _same(before, sha) if before else _write(charge, paid, actor, now, key=key, sha=sha)
        _prove(payment, proof_of(charge, SLIP, held_as=held_as, actor=actor, role=role, now=now))
        if before:
            return payment
        about = f"payment {payment.pk}: {rial} rial"
        note(
            charge, kind="payment-claimed", now=now, actor_id=actor.account_id, role=role, word=channel, about=about
        )  # fmt: skip
        if payment.state == PaymentState.CONFIRMED:
            note(charge, kind="payment-confirmed", now=now, word=channel, about=f"{about}, card reader")
            settle(charge, now=now)
    return payment


def claim_bill(
    *,
    case_id: int,
    charges: Mapping[int, int],
    channel: str,
    reference: str,
    paid_on: date,
    actor: Actor,
    key: str,
    now: datetime,
    terminal: str = "",
    payer: str = "",
    held_as: Mapping[int, str] | None = None,
) -> tuple[Payment, ...]:
    """Record one receipt for several charges of one case: `charges` are the rial of each by its number.

    `held_as` names, by charge, the form under which a photo is held. All or none. Raises as `claim_payment`, and
    InvalidInput("nothing-to-pay") for none.
    """
    if not charges:
        raise InvalidInput("nothing-to-pay")
    if Charge.objects.filter(pk__in=charges).exclude(case=case_id).exists():
        raise NotFound("charge-unknown")
    with transaction.atomic():
        return tuple(
            claim_payment(
                charge_id=charge_id,
                channel=channel,
                reference=reference,
                paid_on=paid_on,
                rial=rial,
                actor=actor,
                key=f"{key}:{charge_id}",
                now=now,
                held_as=(held_as or {}).get(charge_id, ""),
                terminal=terminal,
                payer=payer,
            )
            for charge_id, rial in sorted(charges.items())
        )


def _refuse_impossible(paid: Paid, today: date) -> None:
    if paid.channel not in ON_PAPER | AT_COUNTER:
        raise InvalidInput("channel-unknown", channel=paid.channel)
    if not 0 < paid.rial <= MOST_RIAL:
        raise InvalidInput("amount-unreadable", field="rial")
    if paid.paid_on > today:
        raise InvalidInput("paid-in-future", field="paid_on")


def _write(charge: Charge, paid: Paid, actor: Actor, now: datetime, *, key: str, sha: str) -> Payment:
    source = source_of(charge, paid, actor, now)
    is_trusted = source.terminal is not None and is_on(charge, "pos-trusted", now)
    return Payment.objects.create(
        charge=charge,
        channel=paid.channel,
        rial=paid.rial,
        reference=paid.reference,
        slip=source.slip,
        terminal=source.terminal,
        receipt=source.receipt,
        payer=paid.payer,
        paid_on=paid.paid_on,
        state=PaymentState.CONFIRMED.value if is_trusted else PaymentState.CLAIMED.value,
        checked_at=now if is_trusted else None,
        claimed_by_id=actor.account_id,
        claimed_at=now,
        sender=actor.sender,
        key=key,
        request_sha=sha,
    )


def _prove(payment: Payment, proof: int | None) -> None:
    """Put the photo beside the number; the first one stays."""
    if proof is not None and payment.proof_id is None:
        payment.proof_id = proof
        payment.save(update_fields=["proof"])


def _same(before: Payment, sha: str) -> Payment:
    if before.request_sha != sha:
        raise InvalidInput("key-used", key=before.key)
    return before
