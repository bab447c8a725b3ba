"""The envelope of a letter that goes out: its particulars and its signed file, or the scan of what hands signed."""

import io

from PIL import Image

from panah.audit.sealed_files import take_out
from panah.casework.engine.authority import Actor
from panah.casework.queries.reading import Reading
from panah.correspondence.models import Dispatch, Letter, Scan, ScanMatch
from panah.correspondence.operations.noting import note_look
from panah.correspondence.queries.reach import carried_by, readable
from panah.correspondence.rules.ece import Envelope, Organisation, write_envelope
from panah.correspondence.rules.words import Classification, Level, Urgency, annex_in_words
from panah.correspondence.sealing import open_letter
from panah.documents.operations import file_of
from panah.documents.typesetting import typeset
from panah.foundation.errors import NotFound


def envelope_of(dispatch: Dispatch) -> str:
    """Write the envelope of one letter to one receiver; once its file was signed, the same whenever it is written."""
    letter = dispatch.letter
    secretariat = letter.register.secretariat
    return write_envelope(
        Envelope(
            id=dispatch.key,
            sender=Organisation(name=secretariat.office.name, code=secretariat.code),
            receiver=Organisation(name=dispatch.to, code=dispatch.code),
            is_copy=dispatch.is_copy,
            number=letter.number,
            on=letter.dated,
            subject=letter.subject,
            urgency=Urgency(letter.urgency),
            classification=Classification(letter.classification),
            in_reply_to=_number(letter.in_reply_to),
            follows=_number(letter.follows),
            annex=annex_in_words(letter.annex_count, letter.annex_text),
            content=content_of(letter),
        )
    )


def envelope_file(*, dispatch_id: int, actor: Actor, look: Reading) -> tuple[str, bytes]:
    """Give the file a clerk carries, under its name; the look is logged. Raises NotFound("dispatch-unknown").

    A confidential letter's file is given to whoever may read the letter, and to nobody else.
    """
    found = Dispatch.objects.filter(carried_by(actor), pk=dispatch_id, letter__in=readable(actor)).first()
    if found is None:
        raise NotFound("dispatch-unknown")
    note_look(found.letter, look, about=f"envelope {found.letter.number}")
    return f"{found.letter.number.replace('/', '-')}.xml", envelope_of(found).encode()


def content_of(letter: Letter) -> bytes:
    """The letter as a PDF: its signed file, or the confirmed scan of what was signed on paper.

    One whose file is not there yet is typeset as it was sealed.
    """
    if letter.level == Level.PAPER:
        match = ScanMatch.objects.filter(letter=letter, look__holds=True).select_related("scan").first()
        if match is not None:
            return _as_pdf(match.scan)
    return file_of(letter.stream) or typeset("letter", open_letter(letter.number, letter.sealed))


def _as_pdf(scan: Scan) -> bytes:
    body = take_out(scan.place)
    if scan.kind == "pdf":
        return body
    made = io.BytesIO()
    with Image.open(io.BytesIO(body)) as picture:
        picture.convert("RGB").save(made, "PDF", resolution=200.0)
    return made.getvalue()


def _number(letter: Letter | None) -> str:
    return (letter.sender_number or letter.number) if letter else ""
