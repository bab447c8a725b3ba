"""What the border's system says: the paper of this number was used. It ends no status; a human confirms (S10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from django.db import transaction

from panah.casework.engine.authority import outside
from panah.casework.models import Subject
from panah.casework.operations import locked_case, receive
from panah.documents.models import Crossing, Document
from panah.documents.operations.noting import note
from panah.documents.rules.codes import read_number
from panah.foundation.errors import InvalidInput
from panah.registry.words import PaperKind

BORDER: Final = "border"
LEFT: Final = "left"
"""The message of a service whose people leave by a border."""


class Taken(StrEnum):
    """What became of one message of the border."""

    RECORDED = "recorded"
    REPEATED = "repeated"
    """The same message came before; it counts once."""
    USED_BEFORE = "used-before"
    """Another message said so of this paper; kept for somebody to look at, the case hears nothing anew."""
    UNKNOWN = "unknown"
    """There is no such exit paper; nothing is kept, the border looks again at its number."""
    KEY_USED = "key-used"
    """The message's own number came before with another paper; nothing is kept of the second."""


@dataclass(frozen=True, slots=True)
class Crossed:
    """One message: its number in the border's system, the number of the paper, at which border, when (UTC).

    `by` is the account of an officer at the border who said so here.
    """

    key: str
    number: str
    border: str
    at: datetime
    by: int | None = None


def take_crossings(said: Sequence[Crossed], *, now: datetime) -> list[Taken]:
    """Take messages of the border, each by itself and in one transaction with what it says to its case."""
    return [_take(one, now) for one in said]


def _take(said: Crossed, now: datetime) -> Taken:
    with transaction.atomic():
        paper = _locked(said.number)
        if paper is None:
            return Taken.UNKNOWN
        before = Crossing.objects.filter(key=said.key).first()
        if before is not None:
            return Taken.REPEATED if before.document_id == paper.pk else Taken.KEY_USED
        is_first = not paper.crossings.exists()
        Crossing.objects.create(document=paper, key=said.key, border=said.border, at=said.at, heard_at=now)
        note(paper, "crossed" if is_first else "crossed-again", now=now, actor_id=said.by, word=said.border)
        if is_first:
            _say_left(paper, said, now)
    return Taken.RECORDED if is_first else Taken.USED_BEFORE


def _locked(typed: str) -> Document | None:
    """Find an exit paper by its number however written, its case locked; None for what is none."""
    number = read_number(typed)
    found = Document.objects.filter(number__iexact=number, kind=PaperKind.EXIT_PASS) if number else None
    case = found.values_list("case_id", flat=True).first() if found is not None else None
    if found is None or case is None:
        return None
    paper = found.select_related("office").get()
    paper.case = locked_case(case)
    return paper


def _say_left(paper: Document, said: Crossed, now: datetime) -> None:
    """Bring the message to its bearer's way alone; whoever waits for it goes on to the human who confirms."""
    subject = Subject.objects.filter(case=paper.case_id, party=paper.bearer_id).first()
    if subject is None:
        return
    try:
        receive(
            case_id=paper.case_id,
            message=LEFT,
            subjects=[subject.pk],
            actor=outside(BORDER),
            key=f"{LEFT}:{said.key}",
            now=now,
            form={"number": paper.number, "border": said.border, "at": said.at.isoformat()},
        )
    except InvalidInput as unheard:
        if (
            unheard.code != "message-unknown"
        ):  # where the service waits for none, the paper was used all the same
            raise
