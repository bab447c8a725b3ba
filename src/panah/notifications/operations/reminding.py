"""Reminding people that something they were asked for is nearly due; once for each item."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat

from panah.casework.models import Item, OutboxMessage
from panah.foundation.clock import local_date
from panah.notifications.operations.hearing import TOPIC, body_of
from panah.notifications.rules import PARTIES, News

BEFORE = timedelta(days=2)
NOT_SOONER = timedelta(days=1)
"""Nobody is reminded on the day they were asked."""


def remind(*, now: datetime, most: int = 500) -> int:
    """Note for each open item that waits for people and is due within two days what its people should hear.

    Returns how many. Asked again it notes nothing twice; an item opened within a day is left to its first message.
    """
    key = Concat(Value(f"{TOPIC}:{News.DEADLINE}:"), Cast(OuterRef("pk"), CharField()))
    items = (
        Item.objects.filter(_of_people(), state="open", due_at__gt=now, due_at__lte=now + BEFORE)
        .filter(opened_at__lte=now - NOT_SOONER)
        .exclude(Exists(OutboxMessage.objects.filter(key=key)))
        .order_by("due_at", "pk")[:most]
    )
    rows = [_row(item, now) for item in items]
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _row(item: Item, now: datetime) -> OutboxMessage:
    due_on = local_date(item.due_at or now)
    return OutboxMessage(
        topic=TOPIC,
        key=f"{TOPIC}:{News.DEADLINE}:{item.pk}",
        case_id=item.case_id,
        subject_id=item.subject_id,
        body=body_of(News.DEADLINE, step=item.step, due_on=due_on),
        created_at=now,
        next_at=now,
    )


def _of_people() -> Q:
    """The items that wait for a person of the case: a payment, or a queue with one of them in it."""
    theirs = [Q(queue__contains=role) for role in sorted(PARTIES)]
    return Q(kind="pay") | reduce(or_, theirs)
