"""The worker typesets batches, so many cards to a file; killed anywhere it begins that file again and doubles nothing.

The row of a file is written before the file: whoever comes after somebody who was killed finds it and writes to its
place. Only a file that is whole moves its cards on.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import structlog
from django.db import IntegrityError, transaction
from django.db.models import Max

from panah.audit.sealed_files import new_place, put_again, take_out
from panah.casework.engine.authority import Actor
from panah.documents.kinds import face_of
from panah.documents.models import PrintBatch, PrintItem, PrintSheet
from panah.documents.operations.print_room.items import BESIDE, held, moved
from panah.documents.operations.print_room.journal import note_prints
from panah.documents.operations.print_room.people import officer_at
from panah.documents.rules.data import PORTRAIT, TOKEN, Value
from panah.documents.rules.print_room import CARDS_OF_SHEET, BatchState, ItemState
from panah.documents.rules.standing import State
from panah.documents.sealing import open_sheet
from panah.documents.typesetting import typeset
from panah.foundation.envelope import SealError
from panah.foundation.errors import Conflict, NotFound, PanahError

VOID: Final = "void"
TONES: Final = {"amayesh-card": "amayesh", "hoviat-card": "hoviat"}
log = structlog.get_logger()


def typeset_batches(*, now: datetime) -> int:
    """Typeset one file of the oldest batch that is not ready; returns how many files or batches were brought on.

    What cannot be typeset marks its batch as failed, with the reason, for an operator to look at.
    """
    batch = PrintBatch.objects.filter(state=BatchState.QUEUED).order_by("pk").first()
    if batch is None:
        return 0
    try:
        sheet = _next_sheet(batch, now)
        if sheet is None:
            PrintBatch.objects.filter(pk=batch.pk).update(state=BatchState.READY)
        else:
            _make(batch, sheet, now)
    except (ValueError, TypeError, OSError, SealError, PanahError) as failure:
        log.warning("print", batch=batch.pk, failure=repr(failure))
        trouble = f"{type(failure).__name__}: {failure}"[:300]
        PrintBatch.objects.filter(pk=batch.pk).update(state=BatchState.FAILED, trouble=trouble)
    return 1


def retry_batch(*, batch_id: int, actor: Actor, now: datetime) -> None:
    """Let the worker go on with a batch that failed.

    Raises NotFound("batch-unknown"), NotAllowed("not-yours-to-print"), Conflict("batch-not-failed").
    """
    del now
    batch = PrintBatch.objects.select_related("site").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound("batch-unknown", batch=batch_id)
    officer_at(batch.site, actor)
    failed = PrintBatch.objects.filter(pk=batch_id, state=BatchState.FAILED)
    if not failed.update(state=BatchState.QUEUED, trouble=""):
        raise Conflict("batch-not-failed", batch=batch_id)


def _next_sheet(batch: PrintBatch, now: datetime) -> PrintSheet | None:
    """The file that somebody began and did not finish, else the next; None when all cards have theirs."""
    unmade = batch.sheets.filter(made_at=None).order_by("first").first()
    if unmade is not None:
        return unmade
    begun = batch.sheets.aggregate(last=Max("last"))["last"] or 0
    if begun >= batch.size:
        return None
    last = min(begun + CARDS_OF_SHEET, batch.size)
    place = new_place("prints", now=now)
    try:
        with transaction.atomic():
            return PrintSheet.objects.create(batch=batch, first=begun + 1, last=last, place=place)
    except IntegrityError:  # another worker began the same
        return batch.sheets.get(first=begun + 1)


def _make(batch: PrintBatch, sheet: PrintSheet, now: datetime) -> None:
    items = _cards(batch, sheet, now)
    if items:
        put_again(pages_of(items), place=sheet.place)
    with transaction.atomic():
        locked = PrintSheet.objects.select_for_update().get(pk=sheet.pk)
        if locked.made_at is not None:
            return
        now_there = list(held(pk__in=[item.pk for item in items], state=ItemState.WAITING))
        if len(now_there) < len(items):
            return  # one was spoiled or withdrawn meanwhile: the file is made anew without it
        PrintSheet.objects.filter(pk=sheet.pk).update(made_at=now)
        for item in now_there:
            item.sheet = sheet
        moved(now_there, ItemState.TYPESET, now=now, by=None, fields=["sheet"])
        note_prints(now_there, "typeset", now=now, actor_id=None, word=f"batch {batch.pk}")


def _cards(batch: PrintBatch, sheet: PrintSheet, now: datetime) -> list[PrintItem]:
    """The cards of a file in their order; those that are void by now are printed no more."""
    rows = batch.items.filter(place__range=(sheet.first, sheet.last), state=ItemState.WAITING)
    items = list(rows.select_related(*BESIDE).order_by("place"))
    void = [item for item in items if item.document.state != State.VALID]
    if void:
        with transaction.atomic():
            gone = list(held(pk__in=[item.pk for item in void], state=ItemState.WAITING))
            for item in gone:
                item.reason = VOID
            moved(gone, ItemState.WITHDRAWN, now=now, by=None, fields=["reason"])
            note_prints(gone, "print-withdrawn", now=now, actor_id=None)
    return [item for item in items if item.document.state == State.VALID]


def pages_of(items: Sequence[PrintItem]) -> bytes:
    """Typeset cards of one kind into one file, front and back of each, from what was sealed when they were issued.

    Raises ValueError, FileNotFoundError, foundation.envelope.SealError; nothing is written.
    """
    data, portraits = cards_of(items)
    return typeset("card-sheet", data, portraits=portraits)


def cards_of(items: Sequence[PrintItem]) -> tuple[dict[str, Value], list[bytes]]:
    """Open what was sealed of cards, and take out their portraits (JPEG, or empty), in their order.

    Raises foundation.envelope.SealError.
    """
    first = items[0].document
    face = face_of(first.case.slug, first.name, kind=first.kind)
    cards: list[dict[str, Value]] = []
    portraits: list[bytes] = []
    for item in items:
        sheet = dict(open_sheet(item.document.number, item.document.sealed))
        sheet.pop(TOKEN, None)
        place = str(sheet.pop(PORTRAIT, ""))
        cards.append({name: value for name, value in sheet.items() if not isinstance(value, bytes)})
        portraits.append(take_out(place) if place else b"")
    return {"title": first.title, "tone": TONES[face.face], "cards": cards}, portraits
