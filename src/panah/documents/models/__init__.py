"""The tables of papers."""

from panah.documents.models.crossings import Crossing
from panah.documents.models.documents import Document, DocumentSubject
from panah.documents.models.hand_overs import HandOver
from panah.documents.models.keepings import Keeping
from panah.documents.models.keys import DocumentKey, PublishedList
from panah.documents.models.outside import OutsideEntry
from panah.documents.models.places import NumberDue, StatusDue, StatusPlace

__all__ = [
    "Crossing",
    "Document",
    "DocumentKey",
    "DocumentSubject",
    "HandOver",
    "Keeping",
    "NumberDue",
    "OutsideEntry",
    "PublishedList",
    "StatusDue",
    "StatusPlace",
]
