"""Telling other authorities: what the engine asks for, sending it, doing it by hand, what an operator does about it."""

from panah.documents.operations.outside.border import tell
from panah.documents.operations.outside.mending import retry_entry, type_by_hand
from panah.documents.operations.outside.najva import correct, record
from panah.documents.operations.outside.sending import send_outside
from panah.documents.operations.outside.typed import Typed, check_entry, type_entries

__all__ = [
    "Typed",
    "check_entry",
    "correct",
    "record",
    "retry_entry",
    "send_outside",
    "tell",
    "type_by_hand",
    "type_entries",
]
