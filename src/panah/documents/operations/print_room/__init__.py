"""The print room: from the queue of issued cards over printer and scanner to the hand, and the stock of blanks."""

from panah.documents.operations.print_room.batching import Asked, make_batch
from panah.documents.operations.print_room.blanks import (
    Delivery,
    Range,
    receive_blanks,
    receive_delivery,
    send_blanks,
    spoil_blanks,
)
from panah.documents.operations.print_room.counting import Counted, count_stock
from panah.documents.operations.print_room.destroying import confirm_destruction, propose_destruction
from panah.documents.operations.print_room.printing import sheet_pdf, sheet_printed
from panah.documents.operations.print_room.scanning import Scanned, scan_back
from panah.documents.operations.print_room.sending import arrived, return_card, send_box
from panah.documents.operations.print_room.spoiling import spoil
from panah.documents.operations.print_room.typesetting import retry_batch, typeset_batches

__all__ = [
    "Asked",
    "Counted",
    "Delivery",
    "Range",
    "Scanned",
    "arrived",
    "confirm_destruction",
    "count_stock",
    "make_batch",
    "propose_destruction",
    "receive_blanks",
    "receive_delivery",
    "retry_batch",
    "return_card",
    "scan_back",
    "send_blanks",
    "send_box",
    "sheet_pdf",
    "sheet_printed",
    "spoil",
    "spoil_blanks",
    "typeset_batches",
]
