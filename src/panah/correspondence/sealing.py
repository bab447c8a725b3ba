"""What letters say, sealed: each to its own number or key, so that it opens nowhere else."""

from collections.abc import Mapping
from typing import cast

from panah.audit.keys import key_ring
from panah.documents.rules.data import Data
from panah.foundation.canonical import Canonical, decode, encode


def seal_letter(number: str, sheet: Data) -> bytes:
    """Seal the data of a letter's face; it opens under this number only."""
    return _seal("letter", number, cast("Canonical", sheet))


def open_letter(number: str, sealed: bytes | memoryview) -> Data:
    """Open the data of a letter's face. Raises foundation.envelope.SealError."""
    return cast("Data", _open("letter", number, sealed))


def seal_draft(key: str, said: Mapping[str, Canonical]) -> bytes:
    """Seal what was typed of a draft."""
    return _seal("draft", key, dict(said))


def open_draft(key: str, sealed: bytes | memoryview) -> Mapping[str, Canonical]:
    """Open what was typed of a draft. Raises foundation.envelope.SealError."""
    return _open("draft", key, sealed)


def seal_arrival(key: str, envelope: bytes) -> bytes:
    """Seal an envelope as it came."""
    return key_ring().seal(envelope, aad=_place("arrival", key))


def open_arrival(key: str, sealed: bytes | memoryview) -> bytes:
    """Open an envelope as it came. Raises foundation.envelope.SealError."""
    return key_ring().open(bytes(sealed), aad=_place("arrival", key))


def _seal(what: str, name: str, value: Canonical) -> bytes:
    return key_ring().seal(encode(value), aad=_place(what, name))


def _open(what: str, name: str, sealed: bytes | memoryview) -> Mapping[str, Canonical]:
    opened = decode(key_ring().open(bytes(sealed), aad=_place(what, name)))
    if not isinstance(opened, dict):
        raise TypeError(f"the {what} {name} is not a table")
    return opened


def _place(what: str, name: str) -> bytes:
    return f"correspondence.{what}|{name}".encode()
