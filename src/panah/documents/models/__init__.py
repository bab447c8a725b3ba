"""The tables of papers."""

from panah.documents.models.documents import Document, DocumentSubject
from panah.documents.models.hand_overs import HandOver

__all__ = ["Document", "DocumentSubject", "HandOver"]
