"""Every change of a decision stands in the journal of its case."""

from datetime import datetime

from panah.casework.models import Subject
from panah.casework.operations import note
from panah.decisions.models import Decision


def tell(
    decision: Decision,
    subject: Subject,
    *,
    kind: str,
    actor_id: int | None,
    word: str,
    now: datetime,
    role: str = "",
) -> None:
    """Append what happened to a decision to its case: `decided`, `served`, `objected` or `answered`.

    The case is locked; its version counts its events.
    """
    note(
        case=decision.case,
        kind=kind,
        now=now,
        actor_id=actor_id,
        role=role,
        step=decision.step,
        word=word,
        about=f"{subject.role} {subject.pk}",
    )
