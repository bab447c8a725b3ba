"""Reading notifications: what a person was told, whom to phone because no message reached them, what to print."""

from panah.notifications.gateways import is_offered as brings_receipts
from panah.notifications.queries.calling import (
    CALLERS,
    CallEntry,
    CallLine,
    ToCall,
    call_entry,
    call_list,
    calls_later,
    calls_of,
    may_call,
)
from panah.notifications.queries.letters import PRINTERS, Letter, letters_to_send, may_print
from panah.notifications.queries.messages import PortalMessage, Told, messages_for, news_for, told_of
from panah.notifications.queries.wishes import wish_of
from panah.notifications.rules import CallResult, Channel, News

__all__ = [
    "CALLERS",
    "PRINTERS",
    "CallEntry",
    "CallLine",
    "CallResult",
    "Channel",
    "Letter",
    "News",
    "PortalMessage",
    "ToCall",
    "Told",
    "brings_receipts",
    "call_entry",
    "call_list",
    "calls_later",
    "calls_of",
    "letters_to_send",
    "may_call",
    "may_print",
    "messages_for",
    "news_for",
    "told_of",
    "wish_of",
]
