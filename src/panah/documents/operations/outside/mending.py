"""What an operator does about an entry that could not be sent: try again, or have it typed by hand."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.operations.holding import hold_message
from panah.casework.queries.failed_jobs import MENDERS
from panah.documents.gateways.outside import Receipt, Trouble, reached
from panah.documents.models import OutsideEntry
from panah.documents.operations.outside.ground import locked_entry, note, officer_of
from panah.documents.operations.outside.sending import stand
from panah.documents.rules.outside import EntryState
from panah.foundation.errors import Conflict


def retry_entry(*, entry_id: int, actor: Actor, now: datetime) -> None:
    """Let a failed entry be sent again under the same id, so that it is recorded once.

    Raises NotFound("entry-unknown"), NotAllowed (`not-yours-to-record`, `own-matter`), Conflict("entry-moved-on").
    """
    _take_up(entry_id, actor, now, "retried")


def type_by_hand(*, entry_id: int, actor: Actor, now: datetime) -> bool:
    """Have a failed entry typed by an officer; False where the system says that it stands there already.

    What was sent without an answer may stand there all the same: the system is asked first, so that nothing is recorded
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
    _take_up(entry_id, actor, now, "by-hand")
    return True


def _found(entry: OutsideEntry, now: datetime) -> Receipt | None:
    if not entry.was_sent:
        return None
    try:
        return reached(entry.system).find(entry.key, now=now)
    except Trouble:
        return None


def _take_up(entry_id: int, actor: Actor, now: datetime, kind: str) -> None:
    with transaction.atomic():
        entry = locked_entry(entry_id)
        is_typed = kind == "by-hand" or reached(entry.system).by_hand
        state = EntryState.TO_TYPE if is_typed else EntryState.QUEUED
        account, role = officer_of(entry, actor, MENDERS)
        _refuse_moved(entry)
        OutsideEntry.objects.filter(pk=entry.pk).update(state=state, attempts=0, next_at=now)
        hold_message(message_id=entry.message_id)
        note(entry, kind, now=now, actor_id=account, role=role)


def _refuse_moved(entry: OutsideEntry) -> None:
    if entry.state != EntryState.FAILED:
        raise Conflict("entry-moved-on", state=entry.state)
