"""Which standing papers a key has signed, for the day it is lost: they are to be issued anew."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from panah.documents.models import Document, DocumentKey
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import cose
from panah.documents.rules.standing import State
from panah.documents.sealing import open_sheet
from panah.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class SignedPaper:
    """A standing paper by its number and title, the case it was issued in, and when (UTC)."""

    number: str
    title: str
    case_number: str
    issued_at: datetime


def papers_signed_by(name: str) -> Iterator[SignedPaper]:
    """List the standing papers a key signed, since its loss where it is lost, the oldest first.

    Raises NotFound("key-unknown"), foundation.envelope.SealError.
    """
    key = DocumentKey.objects.filter(name=name).first()
    if key is None:
        raise NotFound("key-unknown", key=name)
    since = key.compromised_since or key.not_before
    rows = Document.objects.filter(state=State.VALID, issued_at__gte=since).select_related("case")
    for row in rows.order_by("pk").iterator(chunk_size=500):
        if _key_of(row) == name:
            yield SignedPaper(row.number, row.title, row.case.number, row.issued_at)


def _key_of(row: Document) -> str:
    token = open_sheet(row.number, row.sealed).get(TOKEN)
    return cose.read(token).key_id.hex() if isinstance(token, bytes) else ""
