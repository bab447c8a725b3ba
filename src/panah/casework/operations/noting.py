"""One event written on a case beside the engine's: what a package above did or saw; and its version, which counts."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, StoredPayload, record
from panah.casework.models import Case


def note(
    *,
    case: Case,
    kind: str,
    now: datetime,
    actor_id: int | None = None,
    on_behalf_of: int | None = None,
    role: str = "",
    step: str = "",
    word: str = "",
    about: str = "",
    payload: StoredPayload | None = None,
) -> None:
    """Write an event of this kind into the case's journal at a moment (UTC); the case's row is locked by it."""
    act = Act(
        stream=case.stream,
        kind=kind,
        actor_id=actor_id,
        on_behalf_of=on_behalf_of,
        role=role,
        office=case.office.path,
        case_number=case.number,
        step=step,
        word=word,
        about=about,
        payload=payload,
    )
    with transaction.atomic():
        Case.objects.filter(pk=case.pk).update(ver=F("ver") + 1)
        record(acts=[act], at=now)
