"""Writing a letter: begun, changed, initialled and passed on to be signed, given back, dropped; never lost."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from panah.audit.operations import Act, record
from panah.casework.engine.authority import Actor
from panah.casework.queries.reach import case_of_office
from panah.correspondence.models import Draft, Initials
from panah.correspondence.operations.writing import Read, Written, read_written
from panah.correspondence.queries.reach import account_of, accounts_of
from panah.correspondence.queries.rights import signer_who
from panah.correspondence.queries.writing import desk_of
from panah.correspondence.rules.words import DraftState
from panah.correspondence.sealing import seal_draft
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound, Stale
from panah.organisation.models import Account

LONGEST_NOTE = 300


def begin_draft(
    *,
    written: Written,
    key: str,
    actor: Actor,
    now: datetime,
    case_id: int | None = None,
    office_id: int | None = None,
) -> Draft:
    """Keep a letter as it was typed; the same `key` of the same writer is the same letter.

    Raises what `read_written` raises, NotFound("case-unknown"), NotAllowed("writes-no-letters").
    """
    case = None if case_id is None else case_of_office(case_id, actor.scope, persons=actor.persons)
    desk = desk_of(actor, office_id=office_id, case=case)
    read = read_written(written, actor=actor)
    named = f"{actor.account_id}:{key}"
    with transaction.atomic():
        draft, is_new = Draft.objects.get_or_create(
            key=named,
            defaults={
                "office_id": desk.office_id,
                "case": case,
                "written_by_id": account_of(actor),
                "written_as": desk.role,
                "begun_at": now,
                "changed_at": now,
                **_columns(read, named),
            },
        )
        if is_new:
            _note(draft, "begun", actor=actor, now=now)
    return draft


def change_draft(*, draft_id: int, ver: int, written: Written, actor: Actor, now: datetime) -> Draft:
    """Write a draft anew; only its writer, and only while it is with them.

    Raises what `read_written` raises, NotFound("draft-unknown"), Conflict("draft-not-here"), Stale("draft-changed").
    """
    read = read_written(written, actor=actor)
    with transaction.atomic():
        draft = locked_draft(draft_id, ver=ver, state=DraftState.OPEN, hands=Q(written_by__in=_hands(actor)))
        Draft.objects.filter(pk=draft.pk).update(
            ver=draft.ver + 1, changed_at=now, **_columns(read, draft.key)
        )
    return Draft.objects.get(pk=draft.pk)


def submit_draft(*, draft_id: int, ver: int, signer: int, note: str, actor: Actor, now: datetime) -> None:
    """Initial a draft and put it before somebody who may sign it.

    Raises InvalidInput (`signer-cannot`, `note-too-long`), NotFound("draft-unknown"), Conflict("draft-not-here"),
    Stale("draft-changed").
    """
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("note-too-long", most=LONGEST_NOTE)
    with transaction.atomic():
        draft = locked_draft(draft_id, ver=ver, state=DraftState.OPEN, hands=Q(written_by__in=_hands(actor)))
        if signer_who(signer, kind=draft.kind, office=draft.office, at=now) is None:
            raise InvalidInput("signer-cannot")
        _initial(draft, actor, note=note, now=now)
        Draft.objects.filter(pk=draft.pk).update(
            state=DraftState.WAITING, signer=Account(pk=signer), ver=draft.ver + 1, changed_at=now
        )
        _note(draft, "submitted", actor=actor, now=now)


def give_back_draft(*, draft_id: int, ver: int, note: str, actor: Actor, now: datetime) -> None:
    """Give a draft back to its writer with the reason; the writer may take it back too.

    Raises InvalidInput (`reason-needed`, `note-too-long`), NotFound("draft-unknown"), Conflict("draft-not-here"),
    Stale("draft-changed").
    """
    if not note.strip():
        raise InvalidInput("reason-needed")
    if len(note) > LONGEST_NOTE:
        raise InvalidInput("note-too-long", most=LONGEST_NOTE)
    mine = _hands(actor)
    with transaction.atomic():
        hands = Q(signer__in=mine) | Q(written_by__in=mine)
        draft = locked_draft(draft_id, ver=ver, state=DraftState.WAITING, hands=hands)
        _initial(draft, actor, note=note, now=now, is_return=True)
        Draft.objects.filter(pk=draft.pk).update(
            state=DraftState.OPEN, signer=None, ver=draft.ver + 1, changed_at=now
        )
        _note(draft, "given-back", actor=actor, now=now, word=note)


def drop_draft(*, draft_id: int, ver: int, actor: Actor, now: datetime) -> None:
    """Put a draft away unsigned; what was typed stays in it.

    Raises NotFound("draft-unknown"), Conflict("draft-not-here"), Stale("draft-changed").
    """
    with transaction.atomic():
        draft = locked_draft(draft_id, ver=ver, state=DraftState.OPEN, hands=Q(written_by__in=_hands(actor)))
        Draft.objects.filter(pk=draft.pk).update(state=DraftState.DROPPED, ver=draft.ver + 1, changed_at=now)
        _note(draft, "dropped", actor=actor, now=now)


def locked_draft(draft_id: int, *, ver: int, state: DraftState | None, hands: Q) -> Draft:
    """Lock a draft that is in somebody's hands; `state` where it must be in one.

    Raises NotFound("draft-unknown"), Conflict("draft-not-here"), Stale("draft-changed").
    """
    drafts = Draft.objects.select_for_update(of=("self",)).select_related("office", "in_reply_to", "follows")
    draft = drafts.filter(hands, pk=draft_id).first()
    if draft is None:
        raise NotFound("draft-unknown")
    if state is not None and draft.state != state:
        raise Conflict("draft-not-here", state=draft.state)
    if draft.state != DraftState.SIGNED and draft.ver != ver:
        raise Stale("draft-changed")
    return draft


def _columns(read: Read, key: str) -> dict[str, Any]:
    written = read.written
    return {
        "kind": read.template.name,
        "direction": read.template.direction,
        "subject": written.subject,
        "in_reply_to": read.in_reply_to,
        "follows": read.follows,
        "to_office": read.to_office,
        "urgency": written.urgency,
        "classification": written.classification,
        "sealed": seal_draft(key, read.sealed),
    }


def _hands(actor: Actor) -> set[int]:
    if actor.scope is None:
        raise NotAllowed("writes-no-letters")
    return accounts_of(actor.scope)


def _initial(draft: Draft, actor: Actor, *, note: str, now: datetime, is_return: bool = False) -> None:
    mine = account_of(actor)
    whose = draft.signer_id if is_return and draft.signer_id in _hands(actor) else draft.written_by_id
    Initials.objects.create(
        draft=draft,
        by_id=mine,
        on_behalf_of_id=None if whose == mine else whose,
        role=desk_of(actor, office_id=draft.office_id, case=None).role,
        note=note,
        is_return=is_return,
        at=now,
    )


def _note(draft: Draft, kind: str, *, actor: Actor, now: datetime, word: str = "") -> None:
    act = Act(
        stream=f"letter-draft:{draft.pk}",
        kind=f"draft-{kind}",
        actor_id=actor.account_id,
        office=draft.office.path,
        word=word[:60],
    )
    record(acts=[act], at=now)
