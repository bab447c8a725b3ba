"""A print that went wrong: its blank is spoiled, and the same card is printed anew; a void card is not."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.documents.models import Blank, PrintItem
from panah.documents.operations.print_room.items import held_item, moved, refuse_unless
from panah.documents.operations.print_room.journal import note_prints
from panah.documents.operations.print_room.people import RECEIVERS, officer_at
from panah.documents.operations.print_room.queueing import queue_again
from panah.documents.rules.print_room import BlankState, ItemState, clean_reason
from panah.documents.rules.standing import State

AT_OFFICE = frozenset({ItemState.SENT, ItemState.ARRIVED})


def spoil(*, item_id: int, reason: str, actor: Actor, now: datetime) -> PrintItem | None:
    """End an attempt and its blank; returns the attempt that follows, None for a card that is void.

    At the site whoever prints says so, after it was sent whoever takes it in. Raises InvalidInput("reason-needed"),
    NotFound("print-unknown"), NotAllowed("not-yours-to-print"), Conflict("print-elsewhere") before it is printed and
    after it was handed over.
    """
    why = clean_reason(reason)
    with transaction.atomic():
        item = held_item(item_id)
        account = _officer(item, actor)
        refuse_unless(item, ItemState.SPOILED)
        if item.blank_id is not None:
            Blank.objects.filter(pk=item.blank_id).update(state=BlankState.SPOILED)
        item.reason = why
        is_good = item.document.state == State.VALID
        target = ItemState.SPOILED if is_good else ItemState.WITHDRAWN
        moved([item], target, now=now, by=account, fields=["reason"])
        note_prints(
            [item], "print-spoiled" if is_good else "print-withdrawn", now=now, actor_id=account, word=why
        )
        return queue_again(item, now=now) if is_good else None


def _officer(item: PrintItem, actor: Actor) -> int:
    if item.state in AT_OFFICE:
        return officer_at(item.office, actor, RECEIVERS)
    return officer_at(item.site, actor)
