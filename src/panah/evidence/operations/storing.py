"""The file storage: every file sealed, under a place that says nothing of it."""

import secrets
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from panah.audit.keys import key_ring
from panah.evidence.models import HeldFile, Upload


def store(body: bytes, *, now: datetime) -> str:
    """Seal a safe file and put it away; returns its place."""
    place = f"evidence/{now:%Y/%m}/{secrets.token_hex(16)}"
    default_storage.save(place, ContentFile(key_ring().seal(body, aad=_aad(place))))
    return place


def read_body(*, upload: Upload | HeldFile) -> bytes:
    """Decrypt a kept file; whoever calls has logged the read. Raises foundation.envelope.SealError when tampered."""
    with default_storage.open(upload.place) as body:
        return key_ring().open(body.read(), aad=_aad(upload.place))


def throw_away(place: str) -> None:
    """Remove a stored file once the row that named it is gone for good."""
    transaction.on_commit(lambda: default_storage.delete(place))


def _aad(place: str) -> bytes:
    return b"evidence.upload|" + place.encode()
