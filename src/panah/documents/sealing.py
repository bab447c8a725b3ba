"""What is printed on a paper and what a witness said, sealed to the paper's number."""

from collections.abc import Mapping
from typing import cast

from panah.audit.keys import key_ring
from panah.documents.rules.data import Data
from panah.foundation.canonical import Canonical, decode, encode


def seal_sheet(number: str, sheet: Data) -> bytes:
    """Seal the data of a face; it opens under this number only."""
    return key_ring().seal(encode(cast("Canonical", sheet)), aad=_place("sheet", number))


def open_sheet(number: str, sealed: bytes | memoryview) -> Data:
    """Open the data of a face. Raises foundation.envelope.SealError."""
    opened = decode(key_ring().open(bytes(sealed), aad=_place("sheet", number)))
    if not isinstance(opened, Mapping):
        raise TypeError(f"the sheet of {number} is not a table")
    return cast("Data", opened)


def seal_witness(number: str, text: str) -> bytes:
    """Seal what a witness of a hand-over said; nothing stays nothing."""
    return key_ring().seal(text.encode(), aad=_place("witness", number)) if text else b""


def _place(what: str, number: str) -> bytes:
    return f"documents.{what}|{number}".encode()
