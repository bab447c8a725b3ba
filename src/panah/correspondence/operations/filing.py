"""Letters as signed files: those that went out with our own signature; what is signed by hand is its own original."""

from typing import Final

from panah.correspondence.models import Letter
from panah.correspondence.queries.standing import is_void
from panah.correspondence.rules.words import Level
from panah.correspondence.sealing import open_letter
from panah.documents.rules.files.sheet import Sheet
from panah.documents.typesetting import typeset
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import NotFound

OUTGOING: Final = "outgoing"


def has_file(letter: Letter) -> bool:
    """Whether a letter is given as a signed file: it goes out, and nobody signs it on paper."""
    return letter.direction == OUTGOING and bool(letter.sealed) and letter.level != Level.PAPER


def sheet_to_sign(letter_id: int) -> Sheet | None:
    """Typeset a letter for its signed file; None once it was voided.

    Raises NotFound("letter-unknown"), foundation.envelope.SealError.
    """
    letter = Letter.objects.select_related("office").filter(pk=letter_id).first()
    if letter is None or not letter.sealed:
        raise NotFound("letter-unknown")
    if is_void(letter.pk):
        return None
    reason = to_persian_digits(f"صدور نامهٔ شمارهٔ {letter.number}")
    pdf = typeset("letter", open_letter(letter.number, letter.sealed))
    return Sheet(pdf, reason, to_persian_digits(letter.office.name))
