"""Phoning people: whom no message reached, or about a case of its own accord; every call stands in the case."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from panah.audit.operations import StoredPayload, store_payload
from panah.casework.engine.authority import Actor
from panah.casework.models import Case, Subject
from panah.casework.operations import locked_case, note
from panah.foundation.errors import InvalidInput, NotFound
from panah.foundation.persian import clean
from panah.notifications.models import Message, PhoneCall
from panah.notifications.operations.passing import onto_paper
from panah.notifications.queries.calling import CALLERS, may_call
from panah.notifications.rules import (
    TO_CALL,
    CallResult,
    MessageState,
    after_call,
    call_again,
)

LONGEST_NOTE = 300
LATEST = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSaid:
    """What an officer says of a call: its result, with whom word was left, a note, and when to call again (UTC).

    Raises InvalidInput("result-unknown", "note-too-long").
    """

    result: str
    left_with: str = ""
    note: str = ""
    again_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.result not in set(CallResult):
            raise InvalidInput("result-unknown", field="result")
        if len(self.note) > LONGEST_NOTE or len(self.left_with) > LONGEST_NOTE:
            raise InvalidInput("note-too-long", field="note")


def record_call(*, message_id: int, said: CallSaid, actor: Actor, now: datetime) -> None:
    """Record that somebody was phoned in place of a message.

    Who was reached leaves the call list; who was not is called again, and after the third call told on paper, as is
    whose number was wrong. Raises NotFound("message-unknown") for a message that is not on the caller's list,
    InvalidInput("again-unreadable").
    """
    with transaction.atomic():
        message = _on_list(message_id, actor)
        if message is None or message.case_id is None:
            raise NotFound("message-unknown")
        result = CallResult(said.result)
        again = _again(said, result, now)
        state = after_call(result, message.calls + 1)
        Message.objects.filter(pk=message.pk).update(
            calls=F("calls") + 1, state=(state or MessageState(message.state)).value, call_at=again
        )
        if state is MessageState.PASSED_ON:
            onto_paper(message, now=now)
        call = PhoneCall(about_id=message.about_id, message=message, phone_index=message.phone_index)
        _log(call, locked_case(message.case_id), said, actor, now, again=None if state else again)


def log_call(*, case_id: int, said: CallSaid, actor: Actor, now: datetime) -> None:
    """Log a call about a case that no message asked for, made or come in; the case is the actor's to see.

    Raises NotFound("case-unknown").
    """
    with transaction.atomic():
        if not Case.objects.filter(pk=case_id).exists():
            raise NotFound("case-unknown", case=case_id)
        _log(PhoneCall(), locked_case(case_id), said, actor, now, again=None)


def _on_list(message_id: int, actor: Actor) -> Message | None:
    """Lock a message of the actor's call list."""
    if actor.scope is None:
        return None
    found = Message.objects.select_for_update(of=("self",)).filter(pk=message_id, state__in=TO_CALL)
    return found.filter(may_call(actor.scope)).first()


def _again(said: CallSaid, result: CallResult, now: datetime) -> datetime:
    if said.again_at is None:
        return now + call_again(result)
    if not now < said.again_at <= now + LATEST:
        raise InvalidInput("again-unreadable", field="again")
    return said.again_at


def _log(
    call: PhoneCall, case: Case, said: CallSaid, actor: Actor, now: datetime, *, again: datetime | None
) -> None:
    """Write a call and its event; the case is locked."""
    scope = actor.scope
    roles = sorted(scope.roles) if scope else []
    held = [role for role in roles if scope is not None and scope.allows(role, case.office.path)]
    payload = _payload(said)
    call.case, call.result = case, said.result
    call.called_at, call.called_by_id, call.call_again_at = now, actor.account_id or 0, again
    call.payload_id = payload.id if payload else None
    call.save()
    note(
        case=case,
        kind="called",
        now=now,
        actor_id=actor.account_id,
        role=next((role for role in held if role in CALLERS), held[0] if held else ""),
        word=said.result,
        about=_about(call.about_id),
        payload=payload,
    )


def _payload(said: CallSaid) -> StoredPayload | None:
    body = {"left_with": clean(said.left_with), "note": clean(said.note)}
    kept = {name: text for name, text in body.items() if text}
    return store_payload(body=kept) if kept else None


def _about(subject_id: int | None) -> str:
    subject = Subject.objects.filter(pk=subject_id).first() if subject_id else None
    return f"{subject.role} {subject.pk}" if subject else ""
