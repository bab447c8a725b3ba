"""Learning what became of messages: providers are asked, and say so themselves, first, twice or late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from panah.notifications.gateways import Trouble, gateway_of
from panah.notifications.models import Message
from panah.notifications.operations.passing import give_up
from panah.notifications.operations.sending import FIRST_RECEIPT
from panah.notifications.rules import (
    MOST_ROUNDS,
    RECEIPT_WITHIN,
    Channel,
    MessageState,
    state_after,
)

RING_AGAIN = timedelta(hours=3)
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a provider says became of an order: under our own id, and its number where it gives one."""

    id: str
    state: str
    provider_id: str = ""


def read_receipts(*, now: datetime, most: int = AT_ONCE) -> int:
    """Ask what became of sent messages; returns how many are known now. A silent provider is asked again later."""
    return sum(_asked(way, now, most) for way in (Channel.SMS, Channel.VOICE))


def take_receipts(channel: Channel, receipts: Iterable[Receipt], *, now: datetime) -> int:
    """Take what a provider says by itself; returns how many of its receipts changed something.

    An id that is not ours, of an earlier round, or with another number of the provider's is passed over. Said twice,
    it counts once.
    """
    return sum(_take(channel, receipt, now) for receipt in receipts)


def _take(channel: Channel, receipt: Receipt, now: datetime) -> bool:
    key, _, tried = receipt.id.partition("#")
    rounds = int(tried) if tried.isascii() and tried.isdigit() else 1
    found = Message.objects.filter(key=key, channel=channel.value, rounds=rounds)
    with transaction.atomic():
        message = found.select_for_update().first()
        if message is None or (message.provider_id and receipt.provider_id not in {"", message.provider_id}):
            return False
        return heard(message, receipt.state, now=now)


def heard(message: Message, receipt: str, *, now: datetime) -> bool:
    """Note what a receipt says of a locked message; tells whether it changed anything."""
    state = state_after(message.state, receipt)
    if state is None:
        return False
    if state is MessageState.DELIVERED:
        Message.objects.filter(pk=message.pk).update(
            state=state.value, next_at=None, call_at=None, trouble=""
        )
    elif receipt == "not-answered" and message.rounds < MOST_ROUNDS:
        Message.objects.filter(pk=message.pk).update(
            state=MessageState.QUEUED.value,
            rounds=message.rounds + 1,
            attempts=0,
            provider_id="",
            next_at=now + RING_AGAIN,
            trouble=receipt,
        )
    else:
        give_up(message, state, now=now, trouble=receipt)
    return True


def _asked(way: Channel, now: datetime, most: int) -> int:
    due = Message.objects.filter(state=MessageState.SENT, channel=way.value, next_at__lte=now)
    waiting = list(due.order_by("next_at", "pk")[:most])
    if not waiting:
        return 0
    states = _states(way, waiting, now)
    return sum(_learned(message, states.get(message.provider_id, ""), now) for message in waiting)


def _states(way: Channel, waiting: Sequence[Message], now: datetime) -> dict[str, str]:
    try:
        return dict(gateway_of(way).receipts([message.provider_id for message in waiting], now=now))
    except Trouble:
        return {}


def _learned(message: Message, receipt: str, now: datetime) -> bool:
    with transaction.atomic():
        sent = Message.objects.select_for_update().filter(pk=message.pk, state=MessageState.SENT)
        still = sent.first()
        if still is None:
            return False
        if heard(still, receipt, now=now):
            return True
        sent.update(next_at=_next_receipt(still, now))
    return False


def _next_receipt(message: Message, now: datetime) -> datetime | None:
    age = now - (message.sent_at or now)
    return None if age >= RECEIPT_WITHIN else now + max(FIRST_RECEIPT, age / 2)
