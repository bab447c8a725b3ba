"""What an operator does about an entry that could not be sent: try again, or have it typed by hand."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.operations.holding import hold_message
from panah.documents.gateways.najva import Receipt, Trouble, najva
from panah.documents.models import NajvaEntry
from panah.documents.operations.najva.ground import locked_entry, note, officer_of
from panah.documents.operations.najva.sending import stand
from panah.documents.queries.najva import MENDERS
from panah.documents.rules.najva import EntryState
from panah.foundation.errors import Conflict


def retry_entry(*, entry_id: int, actor: Actor, now: datetime) -> None:
    """Let a failed entry be sent again under the same id, so that Najva records it once.

    Raises NotFound("entry-unknown"), NotAllowed (`not-yours-to-record`, `own-matter`), Conflict("entry-moved-on").
    """
    state = EntryState.TO_TYPE if najva().by_hand else EntryState.QUEUED
    _take_up(entry_id, actor, now, state, "najva-retried")


def type_by_hand(*, entry_id: int, actor: Actor, now: datetime) -> bool:
    """Have a failed entry typed by an officer; False where Najva says that it stands there already.

    What was sent without an answer may stand there all the same: Najva is asked first, so that nothing is recorded
    twice. Where it cannot be asked, the entry keeps its mark `was_sent` and the typist looks for it first. Raises as
    `retry_entry`.
    """
    with transaction.atomic():
        entry = locked_entry(entry_id)
        officer_of(entry, actor, MENDERS)
        _refuse_moved(entry)
    receipt = _found(entry, now)
    if receipt is not None:
        stand(entry_id, receipt, now=now)
        return False
    _take_up(entry_id, actor, now, EntryState.TO_TYPE, "najva-by-hand")
    return True


def _found(entry: NajvaEntry, now: datetime) -> Receipt | None:
    if not entry.was_sent:
        return None
    try:
        return najva().find(entry.key, now=now)
    except Trouble:
        return None


def _take_up(entry_id: int, actor: Actor, now: datetime, state: EntryState, kind: str) -> None:
    with transaction.atomic():
        entry = locked_entry(entry_id)
        account, role = officer_of(entry, actor, MENDERS)
        _refuse_moved(entry)
        NajvaEntry.objects.filter(pk=entry.pk).update(state=state, attempts=0, next_at=now)
        hold_message(message_id=entry.message_id)
        note(entry, kind, now=now, actor_id=account, role=role)


def _refuse_moved(entry: NajvaEntry) -> None:
    if entry.state != EntryState.FAILED:
        raise Conflict("entry-moved-on", state=entry.state)
