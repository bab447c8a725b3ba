"""The signers of this moment. A demo makes its own keys when it has none; a real installation never does."""

from datetime import datetime

from django.conf import settings

from panah.documents.gateways.signers import key_holder
from panah.documents.keys.port import KeyRefused, Signer
from panah.documents.keys.register import key_for, make_key
from panah.documents.kinds import CARD_TYPES, PAPER_TYPES
from panah.documents.models import DocumentKey
from panah.documents.rules.proof.trust_list import Purpose

TYPES = {
    Purpose.CARD: CARD_TYPES,
    Purpose.PAPER: PAPER_TYPES,
    Purpose.STATUS: frozenset[str](),
    Purpose.FILE: frozenset[str](),
}
"""What a yearly key of each purpose may sign."""


def signer(purpose: Purpose, *, now: datetime, kind: str = "") -> Signer:
    """Give the signer of a purpose at a moment, for papers of a kind.

    Raises KeyRefused (`key-missing` until `./panah keys make` was run, `key-locked`, `key-in-web-process`).
    """
    holder = key_holder()
    return holder.signer(bytes.fromhex(_key(purpose, now, kind).name))


def _key(purpose: Purpose, now: datetime, kind: str) -> DocumentKey:
    try:
        return key_for(purpose, now=now, kind=kind)
    except KeyRefused:
        if not settings.PANAH_DEMO:
            raise
    return make_key(holder=key_holder(), purpose=purpose, types=TYPES[purpose], now=now)
