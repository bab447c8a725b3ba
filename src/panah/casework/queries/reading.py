"""Looking at a case is an act: every look stands in the case's own journal, with its purpose (S20)."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, record
from panah.audit.queries import has_looked
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.foundation.clock import local_midnight
from panah.registry.queries import log_reading
from panah.registry.rules import Reading

__all__ = ["OWN_RECORD", "Reading", "log_case_reading", "log_own_look", "reading"]

OWN_RECORD: Final = "own-record"
"""The purpose of whoever looks at their own matter."""


def reading(
    *, actor_id: int, role: str, purpose: str, at: datetime, case_number: str = "", office: str = ""
) -> Reading:
    """Say who looks, in which role, for which office (its path) and why (`at` in UTC).

    Raises InvalidInput("purpose-unknown").
    """
    return Reading(
        actor_id=actor_id, role=role, purpose=purpose, at=at, case_number=case_number, office=office
    )


def log_own_look(case_id: int, *, actor: Actor, now: datetime, about: str = "") -> None:
    """Write a party's look at their own case, or at a paper of it (`about`), into its journal.

    Once a local day for each account and thing: more would say nothing more, and drown the looks of others. Officers'
    looks are logged where their pages are read, each of them.
    """
    account = actor.account_id
    if account is None or (actor.scope is not None and actor.scope.holdings):
        return
    stream = f"case:{case_id}"
    since = local_midnight(now)
    if has_looked(stream=stream, actor_id=account, purpose=OWN_RECORD, about=about, since=since):
        return
    with transaction.atomic():
        Case.objects.filter(pk=case_id).update(ver=F("ver") + 1)
        number = Case.objects.values_list("number", flat=True).get(pk=case_id)
        look = Act(
            stream=stream,
            kind="read",
            actor_id=account,
            role="person" if actor.persons else "applicant",
            case_number=number,
            word=OWN_RECORD,
            about=about,
        )
        record(acts=[look], at=now)


def log_case_reading(case_id: int, look: Reading) -> None:
    """Write one look at a case into its journal; the case's version counts it like every event."""
    with transaction.atomic():
        Case.objects.filter(pk=case_id).update(ver=F("ver") + 1)
        log_reading(look, [f"case:{case_id}"])
