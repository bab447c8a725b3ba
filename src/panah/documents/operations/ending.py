"""Ending a paper before its day, and giving it back its force (S11)."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.operations import locked_case
from panah.documents.models import Document
from panah.documents.operations.noting import note
from panah.documents.operations.outside.again import tell_again
from panah.documents.rules.standing import State
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound

MAY_END = ("bureau-officer", "bureau-approver", "bureau-director")


def void(*, document_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """End a standing paper with its reason, a coded one where the service has codes (S1); the border hears of it.

    Raises InvalidInput("reason-needed"), NotFound("paper-unknown") for one that is not there or not of the actor's
    offices, NotAllowed("not-yours-to-end"), Conflict("paper-not-standing").
    """
    if not reason.strip():
        raise InvalidInput("reason-needed", field="reason")
    with transaction.atomic():
        document = _locked(document_id, actor)
        if document.state != State.VALID:
            raise Conflict("paper-not-standing", paper=document.number)
        Document.objects.filter(pk=document.pk).update(
            state=State.VOID, void_reason=reason.strip()[:120], voided_at=now
        )
        note(document, "voided", now=now, actor_id=actor.account_id, word=reason)
        tell_again([document], now=now)


def reinstate(*, document_id: int, reason: str, actor: Actor, now: datetime) -> None:
    """Give a paper that was ended its force again: an error, an objection that was heard (S11).

    The border is told of an exit paper like when it was issued.

    Raises InvalidInput("reason-needed"), NotFound("paper-unknown"), NotAllowed("not-yours-to-end"),
    Conflict("paper-standing") for one that stands, or whose place another has taken.
    """
    if not reason.strip():
        raise InvalidInput("reason-needed", field="reason")
    with transaction.atomic():
        document = _locked(document_id, actor)
        another = Document.objects.filter(line=document.line, state=State.VALID).exists()
        if document.state != State.VOID or another:
            raise Conflict("paper-standing", paper=document.number)
        Document.objects.filter(pk=document.pk).update(state=State.VALID, void_reason="", voided_at=None)
        note(document, "reinstated", now=now, actor_id=actor.account_id, word=reason)
        tell_again([document], now=now)


def _locked(document_id: int, actor: Actor) -> Document:
    """Lock a paper's case, then the paper; only an officer over its office reaches it (S19)."""
    found = Document.objects.select_related("office").filter(pk=document_id).first()
    scope = actor.scope
    if found is None or scope is None or not any(found.office.path.startswith(at) for at in scope.paths()):
        raise NotFound("paper-unknown")
    if not any(scope.allows(role, found.office.path) for role in MAY_END):
        raise NotAllowed("not-yours-to-end", paper=found.number)
    case = locked_case(found.case_id)
    document = Document.objects.select_for_update(of=("self",)).select_related("office").get(pk=found.pk)
    document.case = case
    return document
