"""The life of a signing key: made, retired, in other hands since a moment; each written into the journal."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from django.db import transaction

from panah.audit.operations import Act, record
from panah.documents.gateways.signers import key_holder
from panah.documents.keys import register
from panah.documents.keys.ring import TYPES
from panah.documents.models import DocumentKey
from panah.documents.rules.proof.trust_list import KeyState, Purpose
from panah.foundation.errors import Conflict, InvalidInput, NotFound

STREAM: Final = "signing-keys"


def make_keys(*, purposes: Iterable[Purpose], now: datetime) -> list[DocumentKey]:
    """Make a key of each purpose; from the next trust list on everybody believes what it signs. Raises KeyRefused."""
    with transaction.atomic():
        made = [
            register.make_key(holder=key_holder(), purpose=purpose, types=TYPES[purpose], now=now)
            for purpose in purposes
        ]
        for key in made:
            _write_down(key, "key-made", now)
    return made


def retire_key(*, name: str, now: datetime) -> DocumentKey:
    """Let a key sign no more; what it signed stays good.

    Raises NotFound("key-unknown"), Conflict("key-not-active", "last-key") where no other key of its purpose signs.
    """
    with transaction.atomic():
        key = _locked(name)
        if key.state != KeyState.ACTIVE:
            raise Conflict("key-not-active", key=name)
        others = DocumentKey.objects.filter(purpose=key.purpose, state=KeyState.ACTIVE, not_after__gt=now)
        if not others.exclude(pk=key.pk).exists():
            raise Conflict("last-key", key=name, purpose=key.purpose)
        key.state = KeyState.RETIRED
        key.save(update_fields=["state"])
        _write_down(key, "key-retired", now)
    return key


def declare_compromised(*, name: str, since: datetime, now: datetime) -> DocumentKey:
    """Say that a key has been in other hands since a moment (UTC): what it signed from then on is believed nowhere.

    An earlier moment may be said later, never a later one. Raises NotFound("key-unknown"), InvalidInput("since-late").
    """
    with transaction.atomic():
        key = _locked(name)
        if since > now or (key.compromised_since is not None and since > key.compromised_since):
            raise InvalidInput("since-late", key=name)
        key.state, key.compromised_since = KeyState.COMPROMISED, since
        key.save(update_fields=["state", "compromised_since"])
        _write_down(key, "key-compromised", now)
    return key


def _locked(name: str) -> DocumentKey:
    found = DocumentKey.objects.select_for_update().filter(name=name).first()
    if found is None:
        raise NotFound("key-unknown", key=name)
    return found


def _write_down(key: DocumentKey, kind: str, now: datetime) -> None:
    record(acts=[Act(stream=STREAM, kind=kind, actor_id=None, word=key.purpose, about=key.name)], at=now)
