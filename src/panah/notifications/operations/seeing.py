"""Noting that somebody saw what stands on their own pages."""

from collections.abc import Iterable
from datetime import datetime

from panah.notifications.models import Message
from panah.notifications.rules import Channel


def note_seen(*, account_id: int, message_ids: Iterable[int], now: datetime) -> int:
    """Note the first moment an account's messages were shown to it; returns how many were new."""
    shown = Message.objects.filter(
        pk__in=list(message_ids), account=account_id, channel=Channel.PORTAL.value, seen_at=None
    )
    return shown.update(seen_at=now)
