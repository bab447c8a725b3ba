"""What money came by: the slip, the card reader, the receipt of a book; each is used by one case."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from panah.casework.engine.authority import Actor
from panah.catalogue.queries import directive_of
from panah.catalogue.rules.directive import switch
from panah.foundation.clock import local_date
from panah.foundation.digits import to_latin_digits
from panah.foundation.errors import Conflict, InvalidInput
from panah.payments.models import CashReceipt, Charge, DepositSlip, Terminal
from panah.payments.operations.ground import officer_id
from panah.payments.operations.till import book_of
from panah.payments.rules import Channel


@dataclass(frozen=True, slots=True)
class Paid:
    """What a slip or receipt says: by which channel, under which number, on which local day, how many rial."""

    channel: str
    reference: str
    paid_on: date
    rial: int
    terminal: str = ""
    payer: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """What a payment came by: a slip or card receipt, of which card reader, or the receipt for cash."""

    slip: DepositSlip | None = None
    terminal: Terminal | None = None
    receipt: CashReceipt | None = None


def source_of(charge: Charge, paid: Paid, actor: Actor, now: datetime) -> Source:
    """Use up what a payment came by, so that it counts once; raises as `claim_payment`."""
    if paid.channel == Channel.CASH:
        if not is_on(charge, "cash-accepted", now):
            raise Conflict("cash-refused", field="channel")
        return Source(receipt=_receipt(charge, paid.reference, actor, now))
    if paid.channel == Channel.POS:
        open_ones = Terminal.objects.filter(office=charge.case.office_id, closed_at=None)
        terminal = open_ones.filter(number=to_latin_digits(paid.terminal)).first()
        if terminal is None:
            raise InvalidInput("terminal-unknown", field="terminal")
        return Source(_slip(charge, paid, into=f"pos {terminal.number}"), terminal)
    return Source(_slip(charge, paid, into=charge.into))


def is_on(charge: Charge, name: str, now: datetime) -> bool:
    """Whether a switch of the case's directive is on today."""
    table = directive_of(charge.case.directive_id)
    return switch(table, name=name, service=charge.case.slug, on=local_date(now)) is not None


def _receipt(charge: Charge, reference: str, actor: Actor, now: datetime) -> CashReceipt:
    """Use a receipt of the office's book for this case; its number is used once, whatever becomes of the payment."""
    number = int(reference) if reference.isdecimal() and len(reference) <= 18 else 0
    book = book_of(charge.case.office_id, number)
    if book is None:
        raise InvalidInput("receipt-not-of-office", field="reference")
    try:
        with transaction.atomic():
            return CashReceipt.objects.create(
                book=book, number=number, case=charge.case, written_by_id=officer_id(actor), at=now
            )
    except IntegrityError as used:
        receipt = CashReceipt.objects.filter(book=book, number=number, case=charge.case).first()
        if receipt is None or receipt.payments.filter(charge=charge).exists():
            raise Conflict("receipt-used", field="reference") from used
        return receipt


def _slip(charge: Charge, paid: Paid, *, into: str) -> DepositSlip:
    """Use a slip for this case; of two cases that bring the same one, the second is refused."""
    use = {"into": into, "channel": paid.channel, "reference": paid.reference}
    try:
        with transaction.atomic():
            return DepositSlip.objects.create(case=charge.case, **use)
    except IntegrityError as taken:
        slip = DepositSlip.objects.filter(**use, is_live=True, case=charge.case).first()
        if slip is None or slip.payments.filter(charge=charge).exclude(state="rejected").exists():
            raise Conflict("slip-used", field="reference") from taken
        return slip
