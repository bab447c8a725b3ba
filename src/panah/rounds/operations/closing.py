"""Closing a round: nobody is called any more, and every open file goes on to its own end (S10)."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.rounds.models import RegistrationRound
from panah.rounds.operations.announcing import refuse_course
from panah.rounds.operations.ground import locked_round, note, role_over
from panah.rounds.rules.course import ANNOUNCERS, Course


def close_round(*, round_id: int, actor: Actor, now: datetime) -> RegistrationRound:
    """Close a round. No case, paper or status is touched by it.

    Raises NotFound("round-unknown"), Conflict("round-not-there"), NotAllowed("not-yours-to-arrange").
    """
    with transaction.atomic():
        one = locked_round(round_id)
        role = role_over(actor, ANNOUNCERS, one.directorate)
        refuse_course(one, Course.OPEN)
        one.course, one.closed_at = Course.CLOSED.value, now
        one.save(update_fields=["course", "closed_at"])
        note(one, "round-closed", actor=actor, role=role, now=now, office=one.directorate)
    return one
