"""Looking at what was handed in: no file of a case is opened without its event in the case's journal (S20)."""

from dataclasses import dataclass

from panah.audit.sealed_files import take_out
from panah.casework.operations import note
from panah.casework.queries.reading import Reading
from panah.evidence.models import HeldFile, Upload
from panah.evidence.rules import FileKind
from panah.foundation.errors import NotFound


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is shown: what kind it is, and its bytes."""

    kind: FileKind
    body: bytes


def look_at(*, case_id: int, upload_id: int, look: Reading) -> Opened:
    """Open a file of a case and write the look down; the caller has made sure that the case is theirs to see.

    Raises NotFound("upload-unknown") where the case has no such file, SealError when it was tampered with.
    """
    upload = Upload.objects.select_related("case__office").filter(pk=upload_id, case=case_id).first()
    if upload is None:
        raise NotFound("upload-unknown")
    note(
        case=upload.case,
        kind="read",
        now=look.at,
        actor_id=look.actor_id,
        role=look.role,
        word=look.purpose,
        about=f"upload {upload_id}",
    )
    return Opened(FileKind(upload.kind), take_out(upload.place))


def look_at_held(*, account_id: int, held_id: int) -> Opened:
    """Open a file that is held for somebody, for themselves alone; raises NotFound("upload-unknown")."""
    row = HeldFile.objects.filter(pk=held_id, account=account_id).first()
    if row is None:
        raise NotFound("upload-unknown")
    return Opened(FileKind(row.kind), take_out(row.place))
