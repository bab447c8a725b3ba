"""Where a message stands, how often and when it is tried, and what a receipt changes."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from panah.foundation.clock import TEHRAN, aware
from panah.workflow.messages import News

MOST_ATTEMPTS: Final = 6
MOST_ROUNDS: Final = 3
"""How often a call that nobody answers is made."""
RECEIPT_WITHIN: Final = timedelta(hours=24)
"""How long a receipt is waited for; without one a message stays sent, for nobody knows better."""
RINGS: Final = (time(9), time(20))
"""Between these hours of Tehran phones are rung."""


class MessageState(StrEnum):
    """Where a message stands: `failed` was never taken by the provider, `undeliverable` never reached its person.

    Both are called instead; `called` was reached that way. `passed-on` goes another way, by a message of its own.
    """

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNDELIVERABLE = "undeliverable"
    CALLED = "called"
    PASSED_ON = "passed-on"


class Means(StrEnum):
    """How a letter on paper got to its person."""

    HANDED = "handed"
    POSTED = "posted"


TO_CALL: Final = (MessageState.FAILED.value, MessageState.UNDELIVERABLE.value)
ON_PAPER: Final = frozenset(News) - {News.OPENED, News.PAID, News.UNDELIVERED}
"""What is worth a sheet of paper: whatever asks something of somebody, or ends something."""
_SAYS: Final = {
    "delivered": MessageState.DELIVERED,
    "undeliverable": MessageState.UNDELIVERABLE,
    "not-answered": MessageState.UNDELIVERABLE,
}
_WAITS: Final = (MessageState.QUEUED, MessageState.SENT)


def state_after(state: str, receipt: str) -> MessageState | None:
    """Give the state a receipt leads to; None when it changes nothing.

    A receipt may come twice, late, out of order, or before the provider's own answer: that something arrived counts
    until somebody was called, that it did not arrive only while nobody knows.
    """
    said = _SAYS.get(receipt)
    if said is None or said == state:
        return None
    if state in _WAITS:
        return said
    arrived_late = said is MessageState.DELIVERED and state in TO_CALL
    return said if arrived_late else None


def next_try(attempts: int) -> timedelta:
    """Give the pause after so many attempts: half a minute, doubling."""
    return timedelta(seconds=30 * (1 << min(max(attempts - 1, 0), 8)))


def may_ring(now: datetime) -> bool:
    """Whether a phone may ring at a moment: by day, in Tehran."""
    first, last = RINGS
    return first <= aware(now).astimezone(TEHRAN).time() < last
