"""What a phone shows of a paper: the square that is printed on it, and whom it names, as it was sealed."""

from dataclasses import dataclass

from panah.documents.models import Document
from panah.documents.operations.proving import square_of
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import claims, cose
from panah.documents.sealing import open_sheet
from panah.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper on a phone: its square (rows of `x` and `.`, without the quiet field), its bearer, others it names."""

    square: tuple[str, ...]
    name: str
    name_latin: str
    others: tuple[str, ...]


def shown_on_phone(document_id: int) -> Shown:
    """Give the code of a paper to be shown; whether it stands is for the caller to ask. One query.

    Raises NotFound("paper-unknown"), also for one without a code; foundation.envelope.SealError.
    """
    row = Document.objects.filter(pk=document_id).only("number", "sealed").first()
    token = open_sheet(row.number, row.sealed).get(TOKEN) if row else None
    if not isinstance(token, bytes):
        raise NotFound("paper-unknown")
    said = claims.decode(cose.read(token).payload)
    return Shown(tuple(square_of(token)), said.name, said.name_latin, said.others)
