"""What is printed on a paper, what a witness said, what other authorities are told: each sealed to its own number."""

from collections.abc import Mapping
from typing import Final, cast

from panah.audit.keys import key_ring
from panah.documents.rules.data import Value
from panah.foundation.canonical import Canonical, decode, encode

TOLD: Final = "najva"
"""What entries were first sealed as; it cannot change without sealing all of them anew."""


def seal_sheet(number: str, sheet: Mapping[str, Value | bytes]) -> bytes:
    """Seal the data of a face; it opens under this number only."""
    return key_ring().seal(encode(cast("Canonical", sheet)), aad=_place("sheet", number))


def open_sheet(number: str, sealed: bytes | memoryview) -> Mapping[str, Value | bytes]:
    """Open the data of a face. Raises foundation.envelope.SealError."""
    opened = decode(key_ring().open(bytes(sealed), aad=_place("sheet", number)))
    if not isinstance(opened, Mapping):
        raise TypeError(f"the sheet of {number} is not a table")
    return cast("Mapping[str, Value | bytes]", opened)


def seal_witness(number: str, text: str) -> bytes:
    """Seal what a witness of a hand-over said; nothing stays nothing."""
    return key_ring().seal(text.encode(), aad=_place("witness", number)) if text else b""


def seal_entry(key: str, told: Mapping[str, Canonical]) -> bytes:
    """Seal what another authority is to be told; it opens under this entry's key only."""
    return key_ring().seal(encode(dict(told)), aad=_place(TOLD, key))


def open_entry(key: str, sealed: bytes | memoryview) -> Mapping[str, Canonical]:
    """Open what another authority is to be told. Raises foundation.envelope.SealError."""
    opened = decode(key_ring().open(bytes(sealed), aad=_place(TOLD, key)))
    if not isinstance(opened, dict):
        raise TypeError(f"the entry {key} is not a table")
    return opened


def _place(what: str, number: str) -> bytes:
    return f"documents.{what}|{number}".encode()
