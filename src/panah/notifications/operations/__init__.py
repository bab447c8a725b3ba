"""Writing to notifications: what is told, sent, heard back of, phoned, printed and seen."""

from panah.notifications.operations.calling import CallSaid, log_call, record_call
from panah.notifications.operations.hearing import deliver_news, news_of_ends, news_of_items
from panah.notifications.operations.letters import letter_went, print_letters
from panah.notifications.operations.receipts import Receipt, read_receipts, take_receipts
from panah.notifications.operations.reminding import remind
from panah.notifications.operations.seeing import note_seen
from panah.notifications.operations.sending import send_messages
from panah.notifications.operations.telling import Announced, announce, announce_many, tell
from panah.notifications.operations.wishing import write_wish

__all__ = [
    "Announced",
    "CallSaid",
    "Receipt",
    "announce",
    "announce_many",
    "deliver_news",
    "letter_went",
    "log_call",
    "news_of_ends",
    "news_of_items",
    "note_seen",
    "print_letters",
    "read_receipts",
    "record_call",
    "remind",
    "send_messages",
    "take_receipts",
    "tell",
    "write_wish",
]
