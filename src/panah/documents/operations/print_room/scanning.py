"""The printed code of a card is read back and compared: with its batch, its blank, and what was signed for it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.documents.models import PrintBatch, PrintItem, StatusPlace
from panah.documents.operations.print_room.items import held, moved
from panah.documents.operations.print_room.journal import note_prints
from panah.documents.operations.print_room.people import officer_at
from panah.documents.place import status_address
from panah.documents.rules.data import TOKEN
from panah.documents.rules.print_room import ItemState
from panah.documents.rules.proof import claims, cose, printed
from panah.documents.rules.proof.paper import StatusReference
from panah.documents.rules.proof.reasons import Refused
from panah.documents.rules.proof.status_list import SHARD
from panah.documents.rules.standing import State
from panah.documents.sealing import open_sheet
from panah.foundation.errors import Conflict, InvalidInput, NotFound


@dataclass(frozen=True, slots=True)
class Scanned:
    """A card whose code was read back well: its number, its place in the batch, and how many are still to scan."""

    number: str
    place: int
    left: int


def scan_back(*, batch_id: int, text: str, serial: int, actor: Actor, now: datetime) -> Scanned:
    """Take what the scanner read from a printed card, and the serial of the blank it is on.

    Nothing counts but a whole match. Raises NotFound("batch-unknown"), NotAllowed("not-yours-to-print"),
    InvalidInput("code-unreadable") for what is no code of ours or not the very code that was signed, Conflict:
    `another-batch`, `checked-before`, `not-printed`, `another-serial`, `paper-void`.
    """
    batch = PrintBatch.objects.select_related("site").filter(pk=batch_id).first()
    if batch is None:
        raise NotFound("batch-unknown", batch=batch_id)
    account = officer_at(batch.site, actor)
    token = _token(text)
    document = _document(token)
    with transaction.atomic():
        item = held(batch=batch, document=document).last()
        if item is None:
            raise Conflict("another-batch")
        _compare(item, token, serial)
        moved([item], ItemState.CHECKED, now=now, by=account)
        note_prints([item], "checked", now=now, actor_id=account, word=str(serial))
    left = PrintItem.objects.filter(batch=batch, state=ItemState.PRINTED).count()
    return Scanned(item.document.number, item.place or 0, left)


def _compare(item: PrintItem, token: bytes, serial: int) -> None:
    if item.document.state != State.VALID:
        raise Conflict("paper-void")
    if item.state in {
        ItemState.CHECKED,
        ItemState.SENT,
        ItemState.ARRIVED,
        ItemState.HANDED,
        ItemState.RETURNED,
    }:
        raise Conflict("checked-before")
    if item.state != ItemState.PRINTED or item.blank is None:
        raise Conflict("not-printed")
    if item.blank.serial != serial:
        raise Conflict("another-serial", printed=item.blank.serial)
    sealed = open_sheet(item.document.number, item.document.sealed)
    if sealed.get(TOKEN) != token:
        raise InvalidInput("code-unreadable", field="code")


def _token(text: str) -> bytes:
    try:
        return printed.read(text)
    except Refused as refused:
        raise InvalidInput("code-unreadable", field="code") from refused


def _document(token: bytes) -> int:
    """Find the paper by its place among all papers, as the code names it. Raises Conflict("another-batch")."""
    try:
        status = claims.decode(cose.read(token).payload).status
    except Refused as refused:
        raise InvalidInput("code-unreadable", field="code") from refused
    place = _place(status) if status else None
    places = StatusPlace.objects.filter(place=-1 if place is None else place)
    kind, _, number = (places.values_list("paper", flat=True).first() or "").partition(":")
    if kind != "document":
        raise Conflict("another-batch")
    return int(number)


def _place(status: StatusReference) -> int | None:
    shard = status.uri.rpartition("/")[2]
    if not (shard.isascii() and shard.isdigit()) or status.uri != status_address(int(shard)):
        return None
    return int(shard) * SHARD + status.index
