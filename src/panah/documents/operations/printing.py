"""Printing a paper from what was sealed when it was issued."""

from panah.audit.sealed_files import take_out
from panah.documents.kinds import face_of
from panah.documents.models import Document
from panah.documents.rules.data import PORTRAIT, TOKEN
from panah.documents.rules.faces.marks import Mark, marked
from panah.documents.rules.files.sheet import Sheet
from panah.documents.rules.standing import State
from panah.documents.sealing import open_sheet
from panah.documents.typesetting import typeset
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import NotFound

UNPRINTED = frozenset({PORTRAIT, TOKEN})


def sheet_to_sign(document_id: int) -> Sheet | None:
    """Typeset a paper as it was issued, for its signed file; None while it does not stand. Raises as `slip_pdf`."""
    document = Document.objects.select_related("office").filter(pk=document_id).first()
    if document is None:
        raise NotFound("paper-unknown")
    if document.state != State.VALID:
        return None
    reason = to_persian_digits(f"صدور {document.title}، شمارهٔ {document.number}")
    return Sheet(slip_pdf(document.pk), reason, to_persian_digits(document.office.name))


def slip_pdf(document_id: int) -> bytes:
    """Typeset an issued paper as a PDF: the same bytes today and in a year, whatever the registry says by then.

    One that no longer stands is printed with «باطل» across it. What people are given is `files.paper_file`.

    Raises NotFound("paper-unknown"), foundation.envelope.SealError.
    """
    document = Document.objects.select_related("case").filter(pk=document_id).first()
    if document is None:
        raise NotFound("paper-unknown")
    face = face_of(document.case.slug, document.name, kind=document.kind)
    sealed = open_sheet(document.number, document.sealed)
    place = str(sealed.get(PORTRAIT) or "")
    sheet = {
        name: value
        for name, value in sealed.items()
        if name not in UNPRINTED and not isinstance(value, bytes)
    }
    void = None if document.state == State.VALID else Mark.VOID
    return typeset(face.face, marked(sheet, void), portrait=take_out(place) if place else b"")
