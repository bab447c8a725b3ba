"""Recording in Najva: what the engine asks for, sending it, typing it by hand, and what an operator does about it."""

from panah.documents.operations.najva.entering import correct, record
from panah.documents.operations.najva.mending import retry_entry, type_by_hand
from panah.documents.operations.najva.sending import send_najva
from panah.documents.operations.najva.typed import Typed, check_entry, type_entries

__all__ = [
    "Typed",
    "check_entry",
    "correct",
    "record",
    "retry_entry",
    "send_najva",
    "type_by_hand",
    "type_entries",
]
