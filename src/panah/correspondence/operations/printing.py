"""Printing letters from what was sealed, showing how a draft will look, and opening scans; each look is logged."""

from dataclasses import dataclass
from datetime import datetime

from panah.audit.sealed_files import take_out
from panah.casework.engine.authority import Actor
from panah.casework.queries.reading import Reading
from panah.correspondence.models import Draft, Letter, Scan, ScanMatch
from panah.correspondence.operations.filing import has_file
from panah.correspondence.operations.noting import note_look
from panah.correspondence.operations.signers import frame_of, possible_signer
from panah.correspondence.operations.signing import signed_text
from panah.correspondence.operations.writing import wording_of, written_in
from panah.correspondence.queries.drafts import in_hands
from panah.correspondence.queries.reach import readable
from panah.correspondence.queries.scans import scans_of_desk
from panah.correspondence.queries.standing import is_void
from panah.correspondence.rules.sheet import letter_sheet, voided
from panah.correspondence.rules.tokens import signature_holds
from panah.correspondence.sealing import open_letter
from panah.documents.operations.files import file_of
from panah.documents.typesetting import typeset
from panah.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class OpenedScan:
    """A scan as it is shown: what kind it is, and its bytes."""

    kind: str
    body: bytes


def letter_pdf(*, letter_id: int, actor: Actor, look: Reading) -> tuple[str, bytes | None]:
    """Give a letter's number, and the letter: the same bytes today and in a year.

    One that goes out is given as its signed file, None until the worker has made it; any other is typeset from its
    sealed sheet. One that was voided is marked so on every print, and signed by nobody.

    Raises NotFound("letter-unknown"), for a letter without a sheet of its own too; foundation.envelope.SealError.
    """
    letter = readable(actor).select_related("office", "case__office").filter(pk=letter_id).first()
    if letter is None or not letter.sealed:
        raise NotFound("letter-unknown")
    note_look(letter, look)
    void = is_void(letter.pk)
    if has_file(letter) and not void:
        return letter.number, file_of(letter.stream)
    sheet = open_letter(letter.number, letter.sealed)
    return letter.number, typeset("letter", voided(sheet) if void else sheet)


def draft_pdf(*, draft_id: int, actor: Actor, now: datetime) -> bytes:
    """Typeset a draft without a number, marked as one. Raises NotFound("draft-unknown")."""
    rows = Draft.objects.select_related("office", "in_reply_to", "follows")
    draft = rows.filter(in_hands(actor), pk=draft_id).first()
    if draft is None:
        raise NotFound("draft-unknown")
    signer = possible_signer(draft, actor, now)
    return typeset(
        "letter", letter_sheet(wording_of(draft, written_in(draft)), frame_of(draft.office, signer), None)
    )


def look_at_scan(*, scan_id: int, actor: Actor, look: Reading) -> OpenedScan:
    """Open a scan: of a letter one may read, or of an original one may match. Raises NotFound("scan-unknown")."""
    letter = _letter_of(scan_id, actor)
    if letter is None and not _is_of_desk(scan_id, actor):
        raise NotFound("scan-unknown")
    scan = Scan.objects.get(pk=scan_id)
    if letter is not None:
        note_look(letter, look, about=f"scan {scan.pk} of {letter.number}")
    return OpenedScan(scan.kind, take_out(scan.place))


def token_signature_holds(letter: Letter) -> bool | None:
    """Whether the token's signature still holds over the sealed sheet; None for a letter without one."""
    made = getattr(letter, "token_signature", None)
    if made is None:
        return None
    return signature_holds(
        certificate=bytes(made.certificate),
        algorithm=made.algorithm,
        signature=bytes(made.signature),
        text=signed_text(open_letter(letter.number, letter.sealed)),
    )


def _letter_of(scan_id: int, actor: Actor) -> Letter | None:
    rows = readable(actor).select_related("office", "case__office")
    of_scan = Scan.objects.filter(pk=scan_id).values("pk")
    matched = ScanMatch.objects.filter(scan__in=of_scan).values("letter")
    return rows.filter(scans__in=of_scan).first() or rows.filter(pk__in=matched).first()


def _is_of_desk(scan_id: int, actor: Actor) -> bool:
    standing = ScanMatch.objects.filter(scan__pk__in=Scan.objects.filter(pk=scan_id).values("pk")).exclude(
        look__holds=False
    )
    return scans_of_desk(actor).filter(pk=scan_id).exists() and not standing.exists()
