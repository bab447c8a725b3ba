"""Reading the print room: what waits, how far batches are, what lies where, and what the book of blanks says."""

from panah.documents.queries.print_room.agreeing import print_problems
from panah.documents.queries.print_room.batches import (
    BatchLine,
    SheetLine,
    Waiting,
    batch_line,
    batches,
    sheets_of,
    what_waits,
)
from panah.documents.queries.print_room.blanks import (
    DestructionLine,
    MoveLine,
    StockLine,
    destructions_proposed,
    moves_on_way,
    stock,
)
from panah.documents.queries.print_room.cards import (
    MAY_SPOIL,
    MOST_OF_BATCH_PAGE,
    PrintLine,
    ToSend,
    lying_at,
    prints_of,
    sent_to,
    to_send,
)
from panah.documents.queries.print_room.places import (
    PRINTERS,
    RECEIVERS,
    card_kinds,
    offices_that_print,
    print_offices,
)

__all__ = [
    "MAY_SPOIL",
    "MOST_OF_BATCH_PAGE",
    "PRINTERS",
    "RECEIVERS",
    "BatchLine",
    "DestructionLine",
    "MoveLine",
    "PrintLine",
    "SheetLine",
    "StockLine",
    "ToSend",
    "Waiting",
    "batch_line",
    "batches",
    "card_kinds",
    "destructions_proposed",
    "lying_at",
    "moves_on_way",
    "offices_that_print",
    "print_offices",
    "print_problems",
    "prints_of",
    "sent_to",
    "sheets_of",
    "stock",
    "to_send",
    "what_waits",
]
