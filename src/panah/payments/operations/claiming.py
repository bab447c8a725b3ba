"""Saying that something was paid: the number of a slip or receipt, to be looked for on the account."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from panah.casework.engine.authority import Actor
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput
from panah.payments.models import Charge, DepositSlip, Payment
from panah.payments.operations.ground import locked, note, paying_role
from panah.payments.operations.proving import SLIP, proof_of
from panah.payments.rules import Channel, parse_reference, request_sha

ON_PAPER = frozenset({Channel.CARD_RECEIPT.value, Channel.DEPOSIT_SLIP.value})
MOST_RIAL = 10**13


@dataclass(frozen=True, slots=True)
class Paid:
    """What a slip or receipt says: by which channel, under which number, on which local day, how many rial."""

    channel: str
    reference: str
    paid_on: date
    rial: int


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
) -> Payment:
    """Record that a charge was paid by slip or card; it counts once the bureau has found it.

    A slip may cover several charges of one case and is refused for any other, without saying whose it is. It is taken
    in every state of the charge, for money is never turned away unseen. `paid_on` is a local day, `rial` the part of
    the slip that is for this charge; `held_as` names the form under which a photo of the slip is held. The same key
    gives the same payment.

    Raises InvalidInput (`channel-unknown`, `amount-unreadable`, `paid-in-future`, `reference-unreadable`,
    `key-used`), Conflict("slip-used"), NotFound("charge-unknown"). S18, S19.
    """
    paid = Paid(channel, parse_reference(reference), paid_on, rial)
    _refuse_impossible(paid, local_date(now))
    sha = request_sha("claim", charge_id, channel, paid.reference, paid_on.isoformat(), rial)
    with transaction.atomic():
        charge = locked(charge_id)
        role = paying_role(actor, charge)
        before = Payment.objects.filter(sender=actor.sender, key=key).first()
        payment = _same(before, sha) if before else _write(charge, paid, actor, now, key=key, sha=sha)
        _prove(payment, proof_of(charge, SLIP, held_as=held_as, actor=actor, role=role, now=now))
        if before:
            return payment
        about = f"payment {payment.pk}: {rial} rial"
        note(
            charge, kind="payment-claimed", now=now, actor_id=actor.account_id, role=role, word=channel, about=about
        )  # fmt: skip
    return payment


def _refuse_impossible(paid: Paid, today: date) -> None:
    if paid.channel not in ON_PAPER:
        raise InvalidInput("channel-unknown", channel=paid.channel)
    if not 0 < paid.rial <= MOST_RIAL:
        raise InvalidInput("amount-unreadable", field="rial")
    if paid.paid_on > today:
        raise InvalidInput("paid-in-future", field="paid_on")


def _write(charge: Charge, paid: Paid, actor: Actor, now: datetime, *, key: str, sha: str) -> Payment:
    return Payment.objects.create(
        charge=charge,
        channel=paid.channel,
        rial=paid.rial,
        reference=paid.reference,
        slip=_slip(charge, paid.channel, paid.reference),
        paid_on=paid.paid_on,
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


def _slip(charge: Charge, channel: str, reference: str) -> DepositSlip:
    """Use a slip for this case; of two cases that bring the same one, the second is refused."""
    use = {"into": charge.into, "channel": channel, "reference": reference}
    try:
        with transaction.atomic():
            return DepositSlip.objects.create(case=charge.case, **use)
    except IntegrityError as taken:
        slip = DepositSlip.objects.filter(**use, is_live=True, case=charge.case).first()
        if slip is None or slip.payments.filter(charge=charge).exclude(state="rejected").exists():
            raise Conflict("slip-used", field="reference") from taken
        return slip
