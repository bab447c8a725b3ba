"""Calling whom no message reached."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.foundation.errors import NotFound
from panah.notifications.models import Message
from panah.notifications.queries import CALLERS, may_call
from panah.notifications.rules import TO_CALL, MessageState


def record_call(*, message_id: int, was_reached: bool, actor: Actor, now: datetime) -> None:
    """Record that somebody was called in place of a message; who was reached leaves the call list.

    Raises NotFound("message-unknown") for a message that is not on the caller's list.
    """
    with transaction.atomic():
        scope = actor.scope
        found = Message.objects.filter(pk=message_id, state__in=TO_CALL, case__isnull=False)
        message = (
            None if scope is None else found.filter(may_call(scope)).select_related("case__office").first()
        )
        if scope is None or message is None or message.case is None:
            raise NotFound("message-unknown")
        case = Case.objects.select_for_update(of=("self",)).select_related("office").get(pk=message.case.pk)
        Message.objects.filter(pk=message.pk).update(
            calls=F("calls") + 1, state=MessageState.CALLED if was_reached else message.state
        )
        Case.objects.filter(pk=case.pk).update(ver=F("ver") + 1)
        act = Act(
            stream=case.stream,
            kind="called",
            actor_id=actor.account_id,
            role=next(role for role in sorted(CALLERS) if scope.allows(role, case.office.path)),
            office=case.office.path,
            case_number=case.number,
            word="reached" if was_reached else "not-reached",
            about=message.news,
        )
        record(acts=[act], at=now)
