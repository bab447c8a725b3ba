"""Delivering the outbox: at least once, each message counting once; what fails is tried again, then an operator's."""

from datetime import datetime, timedelta

import structlog
from django.db import transaction

from panah.casework import registrations
from panah.casework.models import OutboxMessage
from panah.casework.operations.acting import act_as_system
from panah.casework.operations.leasing import lease
from panah.casework.registrations import Held
from panah.casework.rules import MOST_ATTEMPTS, Selected

FIRST_PAUSE = timedelta(seconds=5)
LEASE = timedelta(minutes=5)
log = structlog.get_logger()


def deliver_outbox(*, now: datetime, most: int = 100) -> int:
    """Deliver the messages that are due and return how many were taken: done, or held by their consumer.

    A message is leased before its consumer runs, so that a worker killed in the middle leaves it to be delivered
    again; consumers know a message by its key.
    """
    due = OutboxMessage.objects.filter(state="pending", next_at__lte=now).order_by("next_at", "pk")
    leased = lease(due, until=now + LEASE, most=most)
    return sum(_deliver(message.pk, now) for message in leased)


def _deliver(message_id: int, now: datetime) -> bool:
    message = OutboxMessage.objects.get(pk=message_id)
    try:
        with transaction.atomic():
            answer = registrations.job(message.topic)(message, now)
            if answer is Held.HELD:
                OutboxMessage.objects.filter(pk=message_id).update(state="held", error="")
            else:
                OutboxMessage.objects.filter(pk=message_id).update(state="done", done_at=now, error="")
                if message.item_id:
                    go_on(message.item_id, now)
    except Exception as failure:  # noqa: BLE001  # whatever a consumer raises is kept and tried again
        _put_back(message, failure, now)
        return False
    return True


def go_on(item_id: int, now: datetime) -> None:
    """Let a `do` go on when the last of its messages is done; what waits for a called case waits on."""
    waiting = OutboxMessage.objects.filter(item=item_id).exclude(state="done")
    if waiting.exists():
        return
    item = OutboxMessage.objects.filter(item=item_id).select_related("item")[0].item
    if item is not None and item.state == "open" and item.kind == "do":
        act_as_system(
            chosen=[Selected(item.pk, item.ver)], step=item.step, word="then", key=f"done:{item.pk}", now=now
        )


def _put_back(message: OutboxMessage, failure: Exception, now: datetime) -> None:
    last = message.attempts >= MOST_ATTEMPTS
    log.warning("outbox", topic=message.topic, key=message.key, attempts=message.attempts, last=last)
    OutboxMessage.objects.filter(pk=message.pk).update(
        state="failed" if last else "pending",
        next_at=now + FIRST_PAUSE * 2 ** min(message.attempts, 10),
        error=f"{type(failure).__name__}: {failure}"[:2000],
    )
