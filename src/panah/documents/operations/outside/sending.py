"""Sending entries; nothing is locked while a system is spoken to, and what is sent twice is recorded once.

A silent system stops its own round at its first entry. An entry is tried eight times under one id with growing pauses;
then, or when the answer is no for good, it is an operator's, who tries again or has it typed.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from panah.casework.operations.holding import fail_message
from panah.casework.operations.leasing import lease, send_round
from panah.documents.gateways.outside import Order, OutsideSystem, Receipt, Trouble, reached
from panah.documents.models import OutsideEntry
from panah.documents.operations.outside.ground import finish_if_all_stand, locked_entry, note
from panah.documents.rules.outside import ISSUED, MOST_ATTEMPTS, TOPICS, EntryState, System, next_try
from panah.documents.sealing import open_entry

LEASE = timedelta(minutes=2)


def send_outside(*, now: datetime, most: int = 20) -> int:
    """Send the entries whose moment has come, of each system the oldest first; returns how many were recorded.

    Each is leased before it is sent: a worker killed in between leaves it to be sent again under the same id. Where
    there is no line, or none any more, they are put before an officer.
    """
    return sum(_send_to(system, now, most) for system in System)


def _send_to(system: System, now: datetime, most: int) -> int:
    gateway = reached(system)
    if gateway.by_hand:
        _hand_over(system, now)
        return 0
    return send_round(
        lambda: lease(_due(system, now), until=now + LEASE, was_sent=True),
        lambda entry: _send(gateway, entry, now),
        most=most,
    )


def stand(entry_id: int, receipt: Receipt, *, now: datetime) -> None:
    """Note that an entry stands there under this receipt, as the system itself says, and let the case go on.

    What was being typed meanwhile is not typed again; what had been typed already stands there twice, which is noted
    for somebody to look at.
    """
    with transaction.atomic():
        entry = locked_entry(entry_id)
        if entry.receipt == receipt.number:
            return
        if entry.state in {EntryState.TYPED, EntryState.RECORDED}:
            OutsideEntry.objects.filter(pk=entry.pk).update(other_receipt=receipt.number)
            note(entry, "twice", now=now, word=receipt.number)
            return
        OutsideEntry.objects.filter(pk=entry.pk).update(
            state=EntryState.RECORDED, receipt=receipt.number, recorded_on=receipt.on, trouble=""
        )
        note(entry, "recorded", now=now, word=receipt.number)
        finish_if_all_stand(entry, now)


def _hand_over(system: System, now: datetime) -> None:
    waiting = OutsideEntry.objects.filter(what__in=TOPICS[system], state=EntryState.QUEUED, next_at__lte=now)
    if waiting.exists():
        waiting.update(state=EntryState.TO_TYPE)


def _due(system: System, now: datetime) -> QuerySet[OutsideEntry]:
    """The entries that are due, the oldest first; what corrects another waits until that stands there."""
    return OutsideEntry.objects.filter(
        Q(corrects=None) | Q(corrects__state=EntryState.RECORDED),
        what__in=TOPICS[system],
        state=EntryState.QUEUED,
        next_at__lte=now,
    ).order_by("next_at", "pk")


def _send(gateway: OutsideSystem, entry: OutsideEntry, now: datetime) -> tuple[bool, bool]:
    """Send one entry; tells whether it was recorded, and whether anybody answered."""
    try:
        receipt = gateway.record(_order(entry), now=now)
    except Trouble as trouble:
        _put_back(entry, trouble, now)
        return False, trouble.was_heard
    stand(entry.pk, receipt, now=now)
    return True, True


def _order(entry: OutsideEntry) -> Order:
    """What is sent; a paper that is good again is announced like the first time, though that follows a withdrawal."""
    corrects = None if entry.acts == ISSUED else entry.corrects
    return Order(
        id=entry.key,
        acts=tuple(entry.acts.split()),
        corrects=corrects.receipt if corrects else "",
        said=open_entry(entry.key, entry.sealed),
    )


def _put_back(entry: OutsideEntry, trouble: Trouble, now: datetime) -> None:
    """Put an entry back for another try, or before an operator; what was recorded or typed meanwhile stays so."""
    is_over = trouble.is_final or entry.attempts >= MOST_ATTEMPTS
    said = f"{trouble.code}: {trouble.reason}" if trouble.reason else trouble.code
    with transaction.atomic():
        still = locked_entry(entry.pk)
        if still.state != EntryState.QUEUED or still.attempts != entry.attempts:
            return
        waiting = OutsideEntry.objects.filter(pk=entry.pk)
        if not is_over:
            waiting.update(next_at=now + next_try(entry.attempts), trouble=said)
            return
        waiting.update(state=EntryState.FAILED, trouble=said)
        fail_message(message_id=entry.message_id, error=said)
        note(still, "failed", now=now, word=trouble.code)
