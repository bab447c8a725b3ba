"""Handing messages to the providers; nothing is locked while a provider is spoken to.

A provider that is silent stops a round at its first message, so that it holds up nothing else; each message is tried
again after a growing pause, and after the last attempt it goes another way, in the end onto the call list.
"""

from datetime import datetime, timedelta

from django.db import transaction

from panah.casework.operations.leasing import lease, send_round
from panah.notifications.gateways import Gateway, Order, Trouble, gateway_of
from panah.notifications.models import Message
from panah.notifications.operations.passing import give_up
from panah.notifications.rules import MOST_ATTEMPTS, Channel, MessageState, may_ring, next_try
from panah.notifications.sealing import opened

LEASE = timedelta(minutes=2)
FIRST_RECEIPT = timedelta(seconds=20)


def send_messages(*, now: datetime, most: int = 20) -> int:
    """Send the messages whose moment has come, the oldest first, on each way; returns how many were taken.

    Each is leased before it is sent: a worker killed in between leaves it to be sent again under the same id. By
    night no phone is rung.
    """
    ways = [Channel.SMS, Channel.VOICE] if may_ring(now) else [Channel.SMS]
    return sum(_round(way, now, most) for way in ways)


def order_id(message: Message) -> str:
    """Give the id a provider knows a message by; a call made again is another order."""
    return message.key if message.rounds == 1 else f"{message.key}#{message.rounds}"


def _round(way: Channel, now: datetime, most: int) -> int:
    gateway = gateway_of(way)
    due = Message.objects.filter(state=MessageState.QUEUED, channel=way.value, next_at__lte=now)
    due = due.order_by("next_at", "pk")
    return send_round(
        lambda: lease(due, until=now + LEASE), lambda message: _send(gateway, message, now), most=most
    )


def _send(gateway: Gateway, message: Message, now: datetime) -> tuple[bool, bool]:
    """Send one message; tells whether it was taken, and whether anybody answered."""
    try:
        provider_id = gateway.send(_order(message), now=now)
    except Trouble as trouble:
        _put_back(message, trouble, now)
        return False, trouble.was_heard
    _taken(message, provider_id, now)
    return True, True


def _taken(message: Message, provider_id: str, now: datetime) -> None:
    """Note the provider's number; a receipt that was quicker than the answer stands."""
    waiting = Message.objects.filter(pk=message.pk, state=MessageState.QUEUED, rounds=message.rounds)
    waiting.update(
        state=MessageState.SENT.value,
        provider_id=provider_id,
        sent_at=now,
        next_at=now + FIRST_RECEIPT,
        trouble="",
    )


def _order(message: Message) -> Order:
    return Order(
        id=order_id(message),
        to=opened("phone", message.key, message.phone),
        text=opened("text", message.key, message.text),
        language=message.language,
    )


def _put_back(message: Message, trouble: Trouble, now: datetime) -> None:
    is_over = trouble.is_final or message.attempts >= MOST_ATTEMPTS
    with transaction.atomic():
        waiting = Message.objects.select_for_update().filter(
            pk=message.pk, state=MessageState.QUEUED, rounds=message.rounds
        )
        still = waiting.first()
        if still is None:
            return
        if is_over:
            give_up(still, MessageState.FAILED, now=now, trouble=trouble.code)
        else:
            waiting.update(next_at=now + next_try(message.attempts), trouble=trouble.code)
