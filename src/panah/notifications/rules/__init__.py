"""What is told to whom, on which way, how quietly, and what follows when it does not arrive; pure."""

from panah.notifications.rules.appointed import Appointed, Body, read_body
from panah.notifications.rules.calls import MOST_CALLS, CallResult, after_call, call_again
from panah.notifications.rules.choosing import Phone, Reach, Whose, choose, ways_of
from panah.notifications.rules.news import PARTIES, news_of, news_of_end
from panah.notifications.rules.states import (
    MOST_ATTEMPTS,
    MOST_ROUNDS,
    ON_PAPER,
    RECEIPT_WITHIN,
    TO_CALL,
    Means,
    MessageState,
    may_ring,
    next_try,
    state_after,
)
from panah.workflow.messages import Channel, News

__all__ = [
    "MOST_ATTEMPTS",
    "MOST_CALLS",
    "MOST_ROUNDS",
    "ON_PAPER",
    "PARTIES",
    "RECEIPT_WITHIN",
    "TO_CALL",
    "Appointed",
    "Body",
    "CallResult",
    "Channel",
    "Means",
    "MessageState",
    "News",
    "Phone",
    "Reach",
    "Whose",
    "after_call",
    "call_again",
    "choose",
    "may_ring",
    "news_of",
    "news_of_end",
    "next_try",
    "read_body",
    "state_after",
    "ways_of",
]
