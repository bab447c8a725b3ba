"""Reading what was handed in, and what is held for its writer; never the files themselves."""

from dataclasses import dataclass
from datetime import datetime

from panah.evidence.models import HeldFile, Upload
from panah.evidence.rules import MOST_BYTES, FileKind, FileMark, read_mark, refuse_size

__all__ = [
    "MOST_BYTES",
    "Attached",
    "FileMark",
    "Held",
    "attached_to",
    "held",
    "held_for",
    "read_mark",
    "refuse_size",
    "uploads_of",
]


@dataclass(frozen=True, slots=True)
class Attached:
    """One file of a case: what it is, in the words of the form, its kind and pages, and when it came (UTC).

    `subject` is the one it is about, None for the whole case; `by` the account that handed it in.
    """

    id: int
    subject: int | None
    by: int
    title: str
    mark: FileMark
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """One file that waits for its form to be sent; `size` in bytes."""

    id: int
    question: str
    mark: FileMark
    size: int


def uploads_of(*, case_id: int) -> list[Upload]:
    """What was handed in with a case, newest first; one query."""
    return list(Upload.objects.filter(case=case_id).order_by("-pk"))


def attached_to(case_id: int) -> tuple[Attached, ...]:
    """Give what was handed in with a case, oldest first; one query."""
    return tuple(
        Attached(one.pk, one.subject_id, one.uploaded_by, one.title, _mark(one), one.size, one.uploaded_at)
        for one in Upload.objects.filter(case=case_id).order_by("pk")
    )


def held_for(*, account_id: int, form: str) -> dict[str, Held]:
    """Give what is held for a form of somebody, by question; one query."""
    rows = HeldFile.objects.filter(account=account_id, form=form).order_by("pk")
    return {row.question: held(row) for row in rows}


def held(row: HeldFile) -> Held:
    """Say of one row what its writer may know of it."""
    return Held(row.pk, row.question, _mark(row), row.size)


def _mark(row: Upload | HeldFile) -> FileMark:
    return FileMark(FileKind(row.kind), row.pages, row.sha256)
