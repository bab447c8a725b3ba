"""Giving a paper as the file it was signed as: the same bytes for everybody and always."""

from panah.audit.sealed_files import take_out
from panah.documents.models import Document, SignedFile
from panah.documents.operations.printing import slip_pdf
from panah.documents.rules.standing import State
from panah.foundation.errors import NotFound


def paper_file(document_id: int) -> bytes | None:
    """Give an issued paper as its signed file; None while the worker has not made it yet.

    One that no longer stands is printed with «باطل» across it, and signed by nobody. Raises NotFound("paper-unknown"),
    foundation.envelope.SealError.
    """
    document = Document.objects.filter(pk=document_id).only("pk", "state").first()
    if document is None:
        raise NotFound("paper-unknown")
    return file_of(document.stream) if document.state == State.VALID else slip_pdf(document.pk)


def file_of(paper: str) -> bytes | None:
    """Give the signed file of a paper by its stream; None while there is none. Raises foundation.envelope.SealError."""
    place = SignedFile.objects.filter(paper=paper, made_at__isnull=False).values_list("place", flat=True)
    found = place.first()
    return take_out(found) if found else None
