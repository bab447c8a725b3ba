"""The tables of papers."""

from panah.documents.models.crossings import Crossing
from panah.documents.models.documents import Document, DocumentSubject
from panah.documents.models.hand_overs import HandOver
from panah.documents.models.keepings import Keeping
from panah.documents.models.outside import OutsideEntry

__all__ = ["Crossing", "Document", "DocumentSubject", "HandOver", "Keeping", "OutsideEntry"]
