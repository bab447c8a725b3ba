"""Writing to notifications: what is told, sent, heard back of, and called."""

from panah.notifications.operations.calling import record_call
from panah.notifications.operations.hearing import deliver_news, news_of_ends, news_of_items
from panah.notifications.operations.sending import read_receipts, send_messages
from panah.notifications.operations.telling import tell

__all__ = [
    "deliver_news",
    "news_of_ends",
    "news_of_items",
    "read_receipts",
    "record_call",
    "send_messages",
    "tell",
]
