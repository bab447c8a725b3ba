"""What a leaf, a payload digest and a seal are, as bytes, and which numbers of events are not sealed yet."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from panah.foundation.canonical import Canonical, encode, moment_text

EVENT_FIELDS = (
    "stream", "seq", "kind", "at", "actor_id", "on_behalf_of", "role", "office",
    "case_number", "step", "word", "about", "batch", "payload_id", "payload_digest",
)  # fmt: skip
NO_ROOT = bytes(32)

type Hole = tuple[int, int]
"""Numbers of events, first and last, between two sealed stretches."""


def leaf(event_id: int, event: Mapping[str, object]) -> str:
    """Write one event as the text that goes, as UTF-8, under the Merkle root: its number, then EVENT_FIELDS.

    It is one JSON array without blanks, so that no two events share a leaf: texts as they are (escaped only where
    RFC 8259 demands it), a moment in UTC with six decimals (RFC 3339), bytes hexadecimal, nothing as `null`.
    """
    fields = [event_id, *(_plain(event[name]) for name in EVENT_FIELDS)]
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    match value:
        case datetime():
            return moment_text(value)
        case bytes() | memoryview():
            return value.hex()
        case _:
            return value


def payload_digest(salt: bytes, body: Mapping[str, Canonical]) -> bytes:
    """Digest a payload with its salt: SHA-256, 32 bytes."""
    return hashlib.sha256(salt + encode(dict(body))).digest()


def stretches(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Cut rising numbers where one is missing: the places in the sequence at which each stretch begins and ends."""
    if not numbers or numbers[-1] - numbers[0] + 1 == len(numbers):
        return [(0, len(numbers))] if numbers else []
    cuts = [place for place, (one, next_one) in enumerate(pairwise(numbers), 1) if next_one != one + 1]
    return list(pairwise([0, *cuts, len(numbers)]))


def holes(sealed: Iterable[tuple[int, int]], *, above: int = 0) -> tuple[list[Hole], int]:
    """Find what lies between sealed stretches (first and last number, in order) above a number, and the last of all."""
    found = []
    for first, last in sealed:
        if first > above + 1:
            found.append((above + 1, first - 1))
        above = max(above, last)
    return found, above


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
