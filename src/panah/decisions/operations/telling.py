"""Every change of a decision stands in the journal of its case."""

from datetime import datetime

from django.db import connection
from django.db.models import F

from panah.audit.operations import Act, record
from panah.casework.models import Case, Subject
from panah.decisions.models import Decision


def lock(case_id: int) -> None:
    """Hold the case, so that its journal and its decisions change one after the other."""
    if connection.features.has_select_for_update:
        Case.objects.select_for_update(of=("self",)).get(pk=case_id)


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
    case = decision.case
    Case.objects.filter(pk=case.pk).update(ver=F("ver") + 1)
    record(
        acts=[
            Act(
                stream=case.stream,
                kind=kind,
                actor_id=actor_id,
                role=role,
                office=case.office.path,
                case_number=case.number,
                step=decision.step,
                word=word,
                about=f"{subject.role} {subject.pk}",
            )
        ],
        at=now,
    )
