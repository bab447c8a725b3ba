"""Handing messages to the provider and asking what became of them; nothing is locked while the provider is spoken to.

Both are the worker's duties. A provider that is silent stops a round at its first message, so that it holds up
nothing else; each message is tried again after a growing pause, and after the last attempt somebody is called.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction

from panah.notifications.gateways import SmsOrder, SmsTrouble, sms
from panah.notifications.models import Message
from panah.notifications.rules import (
    MOST_ATTEMPTS,
    RECEIPT_WITHIN,
    Channel,
    MessageState,
    next_try,
)
from panah.notifications.sealing import opened

LEASE = timedelta(minutes=2)
FIRST_RECEIPT = timedelta(seconds=20)
KNOWN = {"delivered": MessageState.DELIVERED, "undeliverable": MessageState.UNDELIVERABLE}


def send_messages(*, now: datetime, most: int = 20) -> int:
    """Send the messages whose moment has come, the oldest first; returns how many the provider took.

    Each is leased before it is sent: a worker killed in between leaves it to be sent again under the same id.
    """
    gateway, sent = sms(), 0
    for _ in range(most):
        message = _lease(now)
        if message is None:
            break
        try:
            provider_id = gateway.send(_order(message), now=now)
        except SmsTrouble as trouble:
            _put_back(message, trouble, now)
            if not trouble.was_heard:
                break
        else:
            _set(
                message,
                state=MessageState.SENT,
                provider_id=provider_id,
                sent_at=now,
                next_at=now + FIRST_RECEIPT,
                trouble="",
            )
            sent += 1
    return sent


def read_receipts(*, now: datetime, most: int = 100) -> int:
    """Ask what became of sent messages; returns how many are known now. A silent provider is asked again later."""
    due = Message.objects.filter(state=MessageState.SENT, next_at__lte=now).order_by("next_at", "pk")
    waiting = list(due[:most])
    if not waiting:
        return 0
    try:
        states = sms().receipts([message.provider_id for message in waiting], now=now)
    except SmsTrouble:
        states = {}
    known = 0
    for message in waiting:
        state = KNOWN.get(states.get(message.provider_id, ""))
        if state is not None:
            _set(message, state=state, next_at=None)
            known += 1
        else:
            _set(message, next_at=_next_receipt(message, now))
    return known


def _next_receipt(message: Message, now: datetime) -> datetime | None:
    age = now - (message.sent_at or now)
    return None if age >= RECEIPT_WITHIN else now + max(FIRST_RECEIPT, age / 2)


def _lease(now: datetime) -> Message | None:
    with transaction.atomic():
        due = Message.objects.filter(
            state=MessageState.QUEUED, channel=Channel.SMS, next_at__lte=now
        ).order_by("next_at", "pk")
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        message = due.first()
        if message is not None:
            message.attempts += 1
            _set(message, attempts=message.attempts, next_at=now + LEASE)
    return message


def _order(message: Message) -> SmsOrder:
    return SmsOrder(
        id=message.key,
        to=opened("phone", message.key, message.phone),
        text=opened("text", message.key, message.text),
    )


def _put_back(message: Message, trouble: SmsTrouble, now: datetime) -> None:
    if trouble.is_final or message.attempts >= MOST_ATTEMPTS:
        _set(message, state=MessageState.FAILED, next_at=None, trouble=trouble.code)
    else:
        _set(message, next_at=now + next_try(message.attempts), trouble=trouble.code)


def _set(message: Message, **values: object) -> None:
    Message.objects.filter(pk=message.pk).update(**values)
