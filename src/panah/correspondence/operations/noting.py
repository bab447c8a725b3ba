"""What became of a letter stands in the journal of its own; for an ordinary letter of a case, in the case's too."""

from datetime import datetime

from panah.audit.operations import Act, record
from panah.casework import operations as casework
from panah.casework.queries.reading import Reading
from panah.correspondence.models import Letter
from panah.correspondence.rules.words import Classification

LONGEST_WORD = 60


def note(
    letter: Letter,
    kind: str,
    *,
    now: datetime,
    actor_id: int | None = None,
    on_behalf_of: int | None = None,
    role: str = "",
    word: str = "",
) -> None:
    """Write an event about a letter at a moment (UTC). A case's journal never tells that it has a confidential one."""
    word = word.strip()[:LONGEST_WORD]
    case = letter.case if letter.classification == Classification.NORMAL else None
    if case is not None:
        casework.note(
            case=case,
            kind=f"letter-{kind}",
            now=now,
            actor_id=actor_id,
            on_behalf_of=on_behalf_of,
            role=role,
            word=word,
            about=letter.number,
        )
    own = Act(
        stream=letter.stream,
        kind=f"letter-{kind}",
        actor_id=actor_id,
        on_behalf_of=on_behalf_of,
        role=role,
        office=letter.office.path,
        case_number=case.number if case else "",
        word=word,
        about=letter.number,
    )
    record(acts=[own], at=now)


def note_look(letter: Letter, look: Reading, *, about: str = "") -> None:
    """Write a look at a letter, or at a scan of it, into its journal; and into that of an ordinary letter's case."""
    case = letter.case if letter.classification == Classification.NORMAL else None
    said = about or letter.number
    if case is not None:
        casework.note(
            case=case,
            kind="read",
            now=look.at,
            actor_id=look.actor_id,
            role=look.role,
            word=look.purpose,
            about=said,
        )
    own = Act(
        stream=letter.stream,
        kind="read",
        actor_id=look.actor_id,
        role=look.role,
        word=look.purpose,
        case_number=case.number if case else "",
        about=said,
    )
    record(acts=[own], at=look.at)
