"""What the end of an objection means: the decision stands, or falls and is taken anew by another officer (S6)."""

from collections.abc import Sequence
from datetime import datetime

from panah.casework.engine.authority import SYSTEM
from panah.casework.models import OutboxMessage
from panah.casework.operations import locked_case, reopen_case
from panah.casework.registrations import Call
from panah.catalogue.queries import definition_of
from panah.decisions.models import Decision, Objection
from panah.decisions.operations import telling
from panah.decisions.rules.window import ANSWERS, State
from panah.foundation.errors import Conflict
from panah.workflow.definition import End

REOPEN = "reopen"
"""The topic under which the news of a fallen decision travels."""


def answer(call: Call, end: End, case_ids: Sequence[int]) -> None:
    """Give the decisions behind these objections the state their end means; a fallen one is to be reopened."""
    state = ANSWERS[end.name]
    found = Objection.objects.filter(case__in=case_ids).order_by("decision__case", "pk")
    for objection in found.select_related("decision__case__office", "decision__subject"):
        decision = objection.decision
        locked_case(decision.case_id)
        moved = Decision.objects.filter(pk=decision.pk, state=State.OBJECTED).update(state=state)
        if not moved:
            raise Conflict("objection-not-open", decision=decision.pk)
        telling.tell(
            decision, decision.subject, kind="answered", actor_id=call.actor_id, word=end.name, now=call.now
        )
        if state is State.SET_ASIDE:
            _send(objection, call.now)


def reopen_what_fell(message: OutboxMessage, now: datetime) -> None:
    """Open the linked case that decides anew, with exactly the subject of the decision that fell (grammar §3.11).

    Delivered at least once; the message's key makes it one case.
    """
    decision = Decision.objects.select_related("case").get(pk=int(message.body))
    end = definition_of(decision.case.version_id).ends[decision.end]
    if end.reopen is None:
        raise Conflict("nothing-to-reopen", decision=decision.pk)
    reopen_case(
        first_id=decision.case_id,
        subjects=[decision.subject_id],
        at=end.reopen,
        actor=SYSTEM,
        key=message.key,
        now=now,
    )


def _send(objection: Objection, now: datetime) -> None:
    OutboxMessage.objects.create(
        topic=REOPEN,
        key=f"{REOPEN}:{objection.case_id}",
        case_id=objection.case_id,
        body=str(objection.decision_id),
        created_at=now,
        next_at=now,
    )
