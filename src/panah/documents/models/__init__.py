"""The tables of papers."""

from panah.documents.models.blanks import Blank, BlankDestruction, BlankMove, StockCount
from panah.documents.models.crossings import Crossing
from panah.documents.models.documents import Document, DocumentSubject
from panah.documents.models.files import SignedFile
from panah.documents.models.hand_overs import HandOver
from panah.documents.models.keepings import Keeping
from panah.documents.models.keys import DocumentKey, PublishedList
from panah.documents.models.outside import OutsideEntry
from panah.documents.models.places import NumberDue, StatusDue, StatusPlace
from panah.documents.models.print_room import PrintBatch, PrintItem, PrintSheet

__all__ = [
    "Blank",
    "BlankDestruction",
    "BlankMove",
    "Crossing",
    "Document",
    "DocumentKey",
    "DocumentSubject",
    "HandOver",
    "Keeping",
    "NumberDue",
    "OutsideEntry",
    "PrintBatch",
    "PrintItem",
    "PrintSheet",
    "PublishedList",
    "SignedFile",
    "StatusDue",
    "StatusPlace",
    "StockCount",
]
