"""What became of a paper stands twice: in the journal of its case, and as an event of the paper's own."""

from datetime import datetime

from panah.audit.operations import Act, record
from panah.casework import operations as casework
from panah.documents.models import Document

LONGEST_WORD = 60


def note(
    document: Document, kind: str, *, now: datetime, actor_id: int | None = None, word: str = ""
) -> None:
    """Write an event of this kind about a paper at a moment (UTC); the case is locked, its version counts it."""
    about, word = f"{document.name} {document.number}", word.strip()[:LONGEST_WORD]
    casework.note(case=document.case, kind=kind, now=now, actor_id=actor_id, word=word, about=about)
    own = Act(
        stream=document.stream,
        kind=kind,
        actor_id=actor_id,
        office=document.office.path,
        case_number=document.case.number,
        word=word,
        about=about,
    )
    record(acts=[own], at=now)
