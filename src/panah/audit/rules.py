"""What a leaf, a payload digest and a seal are, as bytes: the one canonical encoding of the journal."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from panah.foundation.canonical import Canonical, encode

EVENT_FIELDS = (
    "stream", "seq", "kind", "at", "actor_id", "on_behalf_of", "role", "office",
    "case_number", "step", "word", "about", "batch", "payload_digest",
)  # fmt: skip
NO_ROOT = bytes(32)


def leaf(event_id: int, event: Mapping[str, object]) -> bytes:
    """Encode one event as the bytes that go under the Merkle root."""
    return encode([event_id, *(_plain(event[name]) for name in EVENT_FIELDS)])


def payload_digest(salt: bytes, body: Mapping[str, Canonical]) -> bytes:
    """Digest a payload with its salt: SHA-256, 32 bytes."""
    return hashlib.sha256(salt + encode(dict(body))).digest()


@dataclass(frozen=True, slots=True)
class SealText:
    """What a seal signs: the root, the root before it, how many events, and when (UTC)."""

    root: bytes
    previous_root: bytes
    events: int
    sealed_at: datetime

    def encoded(self) -> bytes:
        """Give the canonical bytes that are signed."""
        return encode(["panah journal seal", self.root, self.previous_root, self.events, self.sealed_at])


def _plain(value: object) -> Canonical:
    """Say a column as the canonical encoding knows it; anything it does not know is refused there."""
    return cast("Canonical", bytes(value) if isinstance(value, memoryview) else value)
