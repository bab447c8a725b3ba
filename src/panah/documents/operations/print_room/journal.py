"""What happened to a card in the print room, written on its document's own stream, for many at once."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from panah.audit.operations import Act, record
from panah.documents.models import PrintItem

LONGEST_WORD: Final = 60


def note_prints(
    items: Iterable[PrintItem], kind: str, *, now: datetime, actor_id: int | None, word: str = ""
) -> None:
    """Append one event for each item's card (`printed`, `sent`); the items come with document, case and office."""
    acts = [
        Act(
            stream=item.document.stream,
            kind=kind,
            actor_id=actor_id,
            office=item.site.path,
            case_number=item.document.case.number,
            word=word[:LONGEST_WORD],
            about=f"{item.document.name} {item.document.number}",
        )
        for item in items
    ]
    if acts:
        record(acts=acts, at=now)
