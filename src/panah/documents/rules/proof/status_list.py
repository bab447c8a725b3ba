"""Whether papers still hold: a Token Status List (IETF) in CWT form, two bits a paper, in shards.

A reader fetches a whole shard, never one place of it, so nobody learns whose paper was looked at.
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from panah.documents.rules.proof import cbor, cose
from panah.documents.rules.proof.cose import Sign
from panah.documents.rules.proof.reasons import Reason, Refused, malformed
from panah.documents.rules.proof.trust_list import TrustList

KIND: Final = "application/statuslist+cwt"
SHARD: Final = 131_072
"""Papers of one shard."""

LASTS: Final = 7 * 86_400
"""Seconds after which a list may no longer be used."""

KEEPS: Final = 60
"""Seconds for which a list need not be fetched again."""

LONGEST: Final = 65_536
_BITS: Final = 2
_IN_BYTE: Final = 8 // _BITS
_MASK: Final = (1 << _BITS) - 1
_SUBJECT, _EXPIRES, _ISSUED_AT, _LIST, _TTL = 2, 4, 6, 65533, 65534


class Status(IntEnum):
    """What the two bits of a paper say; a revoked or used paper never comes back, a suspended one may."""

    VALID = 0
    REVOKED = 1
    SUSPENDED = 2
    USED = 3


@dataclass(frozen=True, slots=True)
class StatusList:
    """One shard as it was signed: its address, when it was made and until when it may be used, and its bits."""

    uri: str
    issued_at: int
    expires_at: int
    bits: bytes

    def status(self, index: int) -> Status | None:
        """Look up a place; None where the shard has none."""
        byte, place = divmod(index, _IN_BYTE)
        if not 0 <= byte < len(self.bits):
            return None
        return Status(self.bits[byte] >> place * _BITS & _MASK)


def shard_of(place: int) -> tuple[int, int]:
    """Part a place among all papers into the number of its shard and its index there."""
    return divmod(place, SHARD)


def pack(marked: Iterable[tuple[int, Status]], size: int = SHARD) -> bytes:
    """Write the places that are not valid into bits, the lowest bits of a byte first."""
    bits = bytearray(size // _IN_BYTE)
    for index, status in marked:
        byte, place = divmod(index, _IN_BYTE)
        bits[byte] = bits[byte] & ~(_MASK << place * _BITS) | status << place * _BITS
    return bytes(bits)


def make(bits: bytes, *, uri: str, now: int, sign: Sign, key_id: bytes) -> bytes:
    """Sign the packed bits of a shard; it is to be used for `LASTS` seconds at most."""
    payload = cbor.encode(
        {
            _SUBJECT: uri,
            _EXPIRES: now + LASTS,
            _ISSUED_AT: now,
            _LIST: {"lst": zlib.compress(bits, 9), "bits": _BITS},
            _TTL: KEEPS,
        }
    )
    return cose.sign(payload, sign=sign, key_id=key_id, kind=KIND)


def read(token: bytes, *, trust: TrustList, uri: str, known: int = 0) -> StatusList:
    """Read a shard a status key has signed; `known` is when the newest one seen before was made.

    Raises `Refused`: `malformed`, also for another shard than the one asked for, `unknown-key`, `wrong-purpose`,
    `bad-signature`, `compromised-key`, `list-rolled-back`.
    """
    signed = cose.read(token, kind=KIND, longest=LONGEST)
    match cbor.decode(signed.payload, longest=LONGEST):
        case {
            2: str() as subject,
            4: int() as expires_at,
            6: int() as issued_at,
            65533: {"lst": bytes() as packed, "bits": 2},
            65534: int(),
        }:
            pass
        case _:
            raise malformed("status-list")
    trust.signer_of_list(signed, issued_at)
    if subject != uri:
        raise malformed("another-shard")
    if issued_at < known:
        raise Refused(Reason.LIST_ROLLED_BACK)
    return StatusList(uri, issued_at, expires_at, unpack(packed))


def unpack(packed: bytes, size: int = SHARD) -> bytes:
    """Undo the compression of a list of so many places; raises `Refused("malformed")` for more or fewer."""
    unpacking = zlib.decompressobj()
    try:
        bits = unpacking.decompress(packed, size // _IN_BYTE + 1)
    except zlib.error as error:
        raise malformed("compressed") from error
    if len(bits) != size // _IN_BYTE or not unpacking.eof or unpacking.unused_data:
        raise malformed("compressed")
    return bits
