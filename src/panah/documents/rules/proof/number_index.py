"""The number index: judging a typed number without telling anybody which number it is.

Of each number only a slow hash is kept. Its first byte names a shard of some thousand papers, which a reader fetches
whole; the next eight find the entry in it. An entry leads to the status and names nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import pbkdf2_hmac
from typing import Final

from panah.documents.rules.proof import cbor, cose
from panah.documents.rules.proof.cbor import Value, Writable
from panah.documents.rules.proof.cose import Sign
from panah.documents.rules.proof.reasons import Reason, Refused, malformed
from panah.documents.rules.proof.trust_list import TrustList

KIND: Final = "application/panah-number-index+cbor"
SALT: Final = b"panah-number-1"
ROUNDS: Final = 20_000
SHARDS: Final = 256
TAG: Final = 8
"""Bytes of a number's hash that an entry is found by."""

LONGEST: Final = 1 << 20
_SHARD, _ISSUED_AT, _TYPES, _ENTRIES = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class NumberEntry:
    """What a number leads to: the paper's place among all status lists, its type, and its end if it has one."""

    place: int
    type: str
    expires_at: int | None = None


@dataclass(frozen=True, slots=True)
class NumberIndex:
    """One shard as it was signed."""

    shard: int
    issued_at: int
    entries: Mapping[bytes, NumberEntry]

    def find(self, code: str) -> NumberEntry | None:
        """Look up a code of this shard, as `codes.read_code` gives it."""
        shard, tag = hashed(code)
        return self.entries.get(tag) if shard == self.shard else None


def hashed(code: str) -> tuple[int, bytes]:
    """Give the shard of a code and its tag there: PBKDF2-HMAC-SHA256 with our salt, 20,000 rounds."""
    digest = pbkdf2_hmac("sha256", code.encode(), SALT, ROUNDS, dklen=1 + TAG)
    return digest[0], digest[1:]


def make(
    shard: int, entries: Iterable[tuple[bytes, NumberEntry]], *, now: int, sign: Sign, key_id: bytes
) -> bytes:
    """Sign a shard of entries, each with its tag; they are written in the order of their tags."""
    by_tag = sorted(entries, key=lambda pair: pair[0])
    types = sorted({entry.type for _, entry in by_tag})
    written = [_written(tag, entry, types) for tag, entry in by_tag]
    payload = cbor.encode({_SHARD: shard, _ISSUED_AT: now, _TYPES: types, _ENTRIES: written})
    return cose.sign(payload, sign=sign, key_id=key_id, kind=KIND)


def read(token: bytes, *, trust: TrustList, shard: int, known: int = 0) -> NumberIndex:
    """Read a shard a status key has signed; raises `Refused` as `status_list.read` does."""
    signed = cose.read(token, kind=KIND, longest=LONGEST)
    match cbor.decode(signed.payload, longest=LONGEST):
        case {1: int() as told, 2: int() as issued_at, 3: [*types], 4: [*entries]}:
            pass
        case _:
            raise malformed("number-index")
    trust.signer_of_list(signed, issued_at)
    if told != shard:
        raise malformed("another-shard")
    if issued_at < known:
        raise Refused(Reason.LIST_ROLLED_BACK)
    return NumberIndex(shard, issued_at, dict(_read(entry, types) for entry in entries))


def _written(tag: bytes, entry: NumberEntry, types: list[str]) -> Writable:
    parts: list[Writable] = [tag, entry.place, types.index(entry.type)]
    return parts if entry.expires_at is None else [*parts, entry.expires_at]


def _read(entry: Value, types: list[Value]) -> tuple[bytes, NumberEntry]:
    match entry:
        case [bytes() as tag, int() as place, int() as at, *end] if len(end) < 2 and 0 <= at < len(types):
            name, expires_at = types[at], end[0] if end else None
            if isinstance(name, str) and isinstance(expires_at, int | None) and len(tag) == TAG:
                return tag, NumberEntry(place, name, expires_at)
    raise malformed("number-entry")
