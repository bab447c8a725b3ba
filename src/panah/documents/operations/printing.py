"""Printing a paper from what was sealed when it was issued."""

from panah.audit.sealed_files import take_out
from panah.documents.kinds import face_of
from panah.documents.models import Document
from panah.documents.rules.data import PORTRAIT, TOKEN
from panah.documents.sealing import open_sheet
from panah.documents.typesetting import typeset
from panah.foundation.errors import NotFound


def slip_pdf(document_id: int) -> bytes:
    """Typeset an issued paper as a PDF (A5): the same bytes today and in a year, whatever the registry says by then.

    Raises NotFound("paper-unknown"), foundation.envelope.SealError.
    """
    document = Document.objects.select_related("case").filter(pk=document_id).first()
    if document is None:
        raise NotFound("paper-unknown")
    face = face_of(document.case.slug, document.name)
    sheet = dict(open_sheet(document.number, document.sealed))
    sheet.pop(TOKEN, None)
    place = str(sheet.pop(PORTRAIT, ""))
    return typeset(face.face, sheet, portrait=take_out(place) if place else b"")
