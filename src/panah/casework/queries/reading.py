"""Looking at a case is an act: every look stands in the case's own journal, with its purpose (S20)."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from panah.casework.models import Case
from panah.registry.queries import log_reading
from panah.registry.rules import Reading

__all__ = ["Reading", "log_case_reading", "reading"]


def reading(*, actor_id: int, role: str, purpose: str, at: datetime, case_number: str = "") -> Reading:
    """Say who looks, in which role and why (`at` in UTC). Raises InvalidInput("purpose-unknown")."""
    return Reading(actor_id=actor_id, role=role, purpose=purpose, at=at, case_number=case_number)


def log_case_reading(case_id: int, look: Reading) -> None:
    """Write one look at a case into its journal; the case's version counts it like every event."""
    with transaction.atomic():
        Case.objects.filter(pk=case_id).update(ver=F("ver") + 1)
        log_reading(look, [f"case:{case_id}"])
