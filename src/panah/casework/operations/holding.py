"""Messages that their consumer took and finishes later: an outside system answers, or an officer does it by hand."""

from datetime import datetime

from panah.casework.models import OutboxMessage
from panah.casework.operations.delivering import go_on


def finish_message(*, message_id: int, now: datetime) -> bool:
    """Say that a held or failed message is done, and let its item go on; False when it was done before.

    The caller holds the lock of the case.
    """
    taken = OutboxMessage.objects.filter(pk=message_id, state__in=["held", "failed"])
    if not taken.update(state="done", done_at=now, error=""):
        return False
    item = OutboxMessage.objects.values_list("item_id", flat=True).get(pk=message_id)
    if item is not None:
        go_on(item, now)
    return True


def fail_message(*, message_id: int, error: str) -> None:
    """Say that a held message came to nothing and is an operator's; the item waits on."""
    OutboxMessage.objects.filter(pk=message_id, state="held").update(state="failed", error=error[:2000])


def hold_message(*, message_id: int) -> None:
    """Say that a failed message is being done again."""
    OutboxMessage.objects.filter(pk=message_id, state="failed").update(state="held", error="")
