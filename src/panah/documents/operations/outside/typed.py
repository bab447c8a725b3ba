"""By hand: one officer types entries there, or sends them, and writes the receipts here; another looks there (S8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.documents.models import OutsideEntry
from panah.documents.operations.outside.ground import (
    finish_if_all_stand,
    hands_of,
    locked_entry,
    note,
    officer_of,
)
from panah.documents.queries.outside import LOOKERS, TYPISTS
from panah.documents.rules.outside import EntryState
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, PanahError
from panah.foundation.persian import clean, to_latin_digits


@dataclass(frozen=True, slots=True)
class Typed:
    """One line an officer brought there: which entry, the receipt number they gave, on which local day."""

    entry_id: int
    receipt: str
    on: date | None


def type_entries(*, lines: Sequence[Typed], actor: Actor, now: datetime) -> dict[int, PanahError]:
    """Keep the receipts of entries an officer typed, each line by itself; returns those not kept, and why.

    A line that is wrong holds up no other. The errors are NotFound("entry-unknown"), NotAllowed (`not-yours-to-record`,
    `own-matter`), InvalidInput (`receipt-missing`, `receipt-too-long`, `date-missing`, `date-in-future`) and Conflict
    (`entry-moved-on`, `correct-later` while what it corrects does not stand there yet).
    """
    refused: dict[int, PanahError] = {}
    for line in lines:
        try:
            with transaction.atomic():
                _type(line, actor, now)
        except PanahError as error:
            refused[line.entry_id] = error
    return refused


def check_entry(*, entry_id: int, matches: bool, actor: Actor, now: datetime, reason: str = "") -> None:
    """Say that a typed entry was looked up there and is so, or that it is not and why; then it is typed again.

    Said again it changes nothing. Raises NotFound("entry-unknown"), NotAllowed (`not-yours-to-record`, `same-person`,
    `own-matter`), InvalidInput("reason-needed"), Conflict("entry-moved-on").
    """
    why = clean(reason)
    if not matches and not why:
        raise InvalidInput("reason-needed", field="reason")
    with transaction.atomic():
        entry = locked_entry(entry_id)
        account, role = officer_of(entry, actor, LOOKERS)
        if entry.state == EntryState.RECORDED and matches and entry.checked_by_id == account:
            return
        if entry.state != EntryState.TYPED:
            raise Conflict("entry-moved-on", state=entry.state)
        if entry.typed_by_id in hands_of(actor, entry.office.path):
            raise NotAllowed("same-person")
        if matches:
            _confirm(entry, account, role, now)
        else:
            _send_back(entry, account, role, why, now)


def _type(line: Typed, actor: Actor, now: datetime) -> None:
    receipt = to_latin_digits(clean(line.receipt))
    entry = locked_entry(line.entry_id)
    account, role = officer_of(entry, actor, TYPISTS)
    if entry.state == EntryState.TYPED and (entry.typed_by_id, entry.receipt) == (account, receipt):
        return
    if entry.state != EntryState.TO_TYPE:
        raise Conflict("entry-moved-on", state=entry.state)
    if entry.corrects is not None and entry.corrects.state != EntryState.RECORDED:
        raise Conflict("correct-later")
    on = _refuse_incomplete(receipt, line.on, now)
    OutsideEntry.objects.filter(pk=entry.pk).update(
        state=EntryState.TYPED,
        receipt=receipt,
        recorded_on=on,
        typed_by=account,
        typed_at=now,
        trouble="",
    )
    note(entry, "typed", now=now, actor_id=account, role=role, word=receipt)


def _refuse_incomplete(receipt: str, on: date | None, now: datetime) -> date:
    if not receipt:
        raise InvalidInput("receipt-missing", field="receipt")
    if len(receipt) > 80:
        raise InvalidInput("receipt-too-long", field="receipt", most=80)
    if on is None:
        raise InvalidInput("date-missing", field="on")
    if on > local_date(now):
        raise InvalidInput("date-in-future", field="on")
    return on


def _confirm(entry: OutsideEntry, account: int, role: str, now: datetime) -> None:
    OutsideEntry.objects.filter(pk=entry.pk).update(
        state=EntryState.RECORDED, checked_by=account, checked_at=now
    )
    note(entry, "recorded", now=now, actor_id=account, role=role, word=entry.receipt)
    finish_if_all_stand(entry, now)


def _send_back(entry: OutsideEntry, account: int, role: str, why: str, now: datetime) -> None:
    OutsideEntry.objects.filter(pk=entry.pk).update(
        state=EntryState.TO_TYPE,
        receipt="",
        recorded_on=None,
        typed_by=None,
        typed_at=None,
        trouble=why[:300],
    )
    note(entry, "sent-back", now=now, actor_id=account, role=role, word=why)
