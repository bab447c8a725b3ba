"""COSE_Sign1 (RFC 9052) in one strict form: nothing outside the signature, nothing optional, one length each.

The open header is signed by nobody, so it must be empty; the protected one holds the algorithm, the key and, on lists,
what the message is, so that a list never passes for a paper.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final, NamedTuple

from panah.documents.rules.proof import cbor
from panah.documents.rules.proof.public_keys import EDDSA, ES256, KEY_ID, SIGNATURE
from panah.documents.rules.proof.reasons import malformed

type Sign = Callable[[bytes], bytes]
"""Signs what it is given and answers with 64 bytes: the port to wherever the private key is."""

START: Final = b"\xd2\x84"
"""Tag 18 and an array of four: how every signed message begins."""

_ALGORITHM, _KEY, _KIND = 1, 4, 16
_CONTEXT: Final = b"\x84\x6aSignature1"
_NO_OPEN_HEADER: Final = b"\xa0"
_NO_EXTERNAL_DATA: Final = b"\x40"


class Signed(NamedTuple):
    """A signed message taken apart and not believed yet; `signed` are the bytes its signature is over."""

    algorithm: int
    key_id: bytes
    payload: bytes
    signature: bytes
    signed: bytes


def sign(payload: bytes, *, sign: Sign, key_id: bytes, algorithm: int = ES256, kind: str = "") -> bytes:
    """Sign bytes into a message; `kind` is the media type that lists carry and papers do not."""
    protected = _protected(algorithm, key_id, kind)
    signature = sign(_structure(protected, payload))
    if len(signature) != SIGNATURE or len(key_id) != KEY_ID:
        raise ValueError("a signature has 64 bytes and a key's name 8")
    return b"".join((START, _bytes(protected), _NO_OPEN_HEADER, _bytes(payload), _bytes(signature)))


def read(token: bytes, *, kind: str = "", longest: int = cbor.LONGEST) -> Signed:
    """Take a message apart; raises `Refused("malformed")` unless it has the one form `sign` gives it."""
    if not token.startswith(START):
        raise malformed("not-a-signed-message")
    match cbor.decode(token[1:], longest=longest):
        case [bytes() as protected, dict() as unsigned, bytes() as payload, bytes() as signature]:
            pass
        case _:
            raise malformed("not-a-signed-message")
    if unsigned:
        raise malformed("open-header-not-empty")
    if len(signature) != SIGNATURE:
        raise malformed("signature-length")
    algorithm, key = _header(protected, kind)
    return Signed(algorithm, key, payload, signature, _signed(token, len(protected)))


@lru_cache(maxsize=64)
def _protected(algorithm: int, key: bytes, kind: str) -> bytes:
    header: dict[int, cbor.Value] = {_ALGORITHM: algorithm, _KEY: key}
    return cbor.encode(header | {_KIND: kind} if kind else header)


@lru_cache(maxsize=64)
def _header(protected: bytes, kind: str) -> tuple[int, bytes]:
    match cbor.decode(protected):
        case {1: int() as algorithm, 4: bytes() as key, **others}:
            pass
        case _:
            raise malformed("header")
    if others != ({_KIND: kind} if kind else {}):
        raise malformed("header")
    if algorithm not in {ES256, EDDSA}:
        raise malformed("algorithm")
    if len(key) != KEY_ID:
        raise malformed("key-id-length")
    return algorithm, key


def _structure(protected: bytes, payload: bytes) -> bytes:
    """Write the Sig_structure of RFC 9052, section 4.4: what is signed, with no external data."""
    return b"".join((_CONTEXT, _bytes(protected), _NO_EXTERNAL_DATA, _bytes(payload)))


def _signed(token: bytes, header: int) -> bytes:
    """Find the same in a token that is whole, where header and payload stand already as they were signed."""
    end = len(START) + header + (1 if header < 24 else 2)
    payload = token[end + len(_NO_OPEN_HEADER) : -SIGNATURE - 2]
    return b"".join((_CONTEXT, token[len(START) : end], _NO_EXTERNAL_DATA, payload))


def _bytes(data: bytes) -> bytes:
    return cbor.encode(data)
