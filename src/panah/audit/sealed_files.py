"""The file storage: every file sealed, under a place that says nothing of it."""

import secrets
from datetime import datetime
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from panah.audit.keys import key_ring

ROOMS: Final = {
    "evidence": b"evidence.upload|",
    "portraits": b"registry.portrait|",
    "letters": b"correspondence.scan|",
    "prints": b"documents.print|",
    "papers": b"documents.file|",
}
"""The rooms of the storage, and what a file of each is sealed as; a file moved to another room does not open."""


def put_away(body: bytes, *, room: str, now: datetime) -> str:
    """Seal a file and put it away; returns its place."""
    place = new_place(room, now=now)
    default_storage.save(place, ContentFile(key_ring().seal(body, aad=_aad(place))))
    return place


def new_place(room: str, *, now: datetime) -> str:
    """Draw a place where nothing lies yet."""
    return f"{room}/{now:%Y/%m}/{secrets.token_hex(16)}"


def put_again(body: bytes, *, place: str) -> None:
    """Seal a file and put it at a place that was drawn before, instead of what somebody left unfinished there."""
    default_storage.delete(place)
    default_storage.save(place, ContentFile(key_ring().seal(body, aad=_aad(place))))


def take_out(place: str) -> bytes:
    """Open a kept file; whoever calls has logged the read. Raises foundation.envelope.SealError when tampered."""
    with default_storage.open(place) as body:
        return key_ring().open(body.read(), aad=_aad(place))


def throw_away(place: str) -> None:
    """Remove a stored file once the row that named it is gone for good."""
    transaction.on_commit(lambda: default_storage.delete(place))


def _aad(place: str) -> bytes:
    room, _, _ = place.partition("/")
    return ROOMS[room] + place.encode()
