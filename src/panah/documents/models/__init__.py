"""The tables of papers."""

from panah.documents.models.documents import Document, DocumentSubject
from panah.documents.models.hand_overs import HandOver
from panah.documents.models.keepings import Keeping
from panah.documents.models.najva import NajvaEntry

__all__ = ["Document", "DocumentSubject", "HandOver", "Keeping", "NajvaEntry"]
