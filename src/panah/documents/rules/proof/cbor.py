"""CBOR as tokens may use it: one byte form for each value, and nothing that a token does not need.

Whole numbers of at most 53 bits, bytes, text, arrays, and maps keyed by either numbers from zero or texts. With such
keys both orders of RFC 8949 (4.2.1 by bytes, 4.2.3 by length first) are the same, so any canonical writer agrees.
"""

import threading
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Final

import cbor2

from panah.documents.rules.proof.reasons import Refused, malformed

type Value = int | bytes | str | list[Value] | dict[int, Value] | dict[str, Value]
"""What is read."""

type Writable = int | bytes | str | Sequence[Writable] | Mapping[int, Writable] | Mapping[str, Writable]

LONGEST: Final = 2_048
"""Bytes of a paper's token; lists bring limits of their own."""

DEEPEST: Final = 6
"""Arrays and maps inside each other; a paper has three, a list four."""

_MOST: Final = 2**53 - 1
_LEAST: Final = {24: 24, 25: 1 << 8, 26: 1 << 16, 27: 1 << 32}
_BYTES: Final = 2
_TEXT: Final = 3
_ARRAY: Final = 4
_MAP: Final = 5
_SHORT: Final = 24
_TEXT_FROM: Final = _TEXT << 5
_TEXT_TO: Final = _TEXT_FROM + _SHORT
"""Short texts, of which a paper mostly consists: read before all else."""


class _Writer(threading.local):
    """One encoder for each thread: to make one costs as much as to write a paper with it."""

    def __init__(self) -> None:
        self.buffer = BytesIO()
        self.encoder = cbor2.CBOREncoder(self.buffer)


_writer = _Writer()


def encode(value: Writable) -> bytes:
    """Write a value; the entries of its maps stand in order already (`in_order`).

    Raises `Refused("malformed")` for text that is no Unicode.
    """
    buffer = _writer.buffer
    buffer.seek(0)
    buffer.truncate()
    try:
        _writer.encoder.encode(value)
    except UnicodeEncodeError as error:
        raise malformed("text-not-utf-8") from error
    return buffer.getvalue()


def in_order[V](named: dict[str, V]) -> dict[str, V]:
    """Put the entries of a map as CBOR wants them: short names first, then by their bytes."""
    return dict(sorted(named.items(), key=lambda entry: (len(entry[0].encode()), entry[0].encode())))


def decode(data: bytes, *, longest: int = LONGEST) -> Value:
    """Read exactly one value from bytes in their only form; raises `Refused("malformed")` for all else."""
    if len(data) > longest:
        raise malformed("too-long")
    try:
        value, end = _read(data, 0, 0)
    except IndexError as error:
        raise malformed("cut-short") from error
    except UnicodeDecodeError as error:
        raise malformed("text-not-utf-8") from error
    if end != len(data):
        raise malformed("trailing-bytes" if end < len(data) else "cut-short")
    return value


def _read(data: bytes, at: int, depth: int) -> tuple[Value, int]:
    """Read one item; a text or bytes that run past the end are found out by `decode`, for nothing can follow them."""
    initial = data[at]
    at += 1
    if _TEXT_FROM <= initial < _TEXT_TO:
        end = at + initial - _TEXT_FROM
        return data[at:end].decode(), end
    major, number = initial >> 5, initial & 0x1F
    if major > _MAP:
        raise malformed("type-not-allowed")
    if number >= _SHORT:
        number, at = _long(data, at, number)
    if major < _BYTES:
        return -1 - number if major else number, at
    if major < _ARRAY:
        raw = data[at : at + number]
        return raw.decode() if major == _TEXT else raw, at + number
    if depth == DEEPEST:
        raise malformed("too-deep")
    if major == _ARRAY:
        return _array(data, at, number, depth + 1)
    if number and data[at] >> 5 == _TEXT:
        return _named(data, at, number, depth + 1)
    return _numbered(data, at, number, depth + 1)


def _long(data: bytes, at: int, short: int) -> tuple[int, int]:
    """Read a number or length that does not fit into the first byte."""
    least = _LEAST.get(short)
    if least is None:
        raise malformed("length-not-definite")
    end = at + (1 << (short - _SHORT))
    if end > len(data):
        raise malformed("cut-short")
    number = int.from_bytes(data[at:end])
    if number < least:
        raise malformed("not-shortest")
    if number > _MOST:
        raise malformed("number-too-large")
    return number, end


def _array(data: bytes, at: int, count: int, depth: int) -> tuple[Value, int]:
    items: list[Value] = []
    for _ in range(count):
        item, at = _read(data, at, depth)
        items.append(item)
    return items, at


def _numbered(data: bytes, at: int, count: int, depth: int) -> tuple[Value, int]:
    entries: dict[int, Value] = {}
    before = -1
    for _ in range(count):
        key = data[at]
        at += 1
        if key >= _SHORT:
            if key >> 5:
                raise malformed("key-not-allowed")
            key, at = _long(data, at, key)
        if key <= before:
            raise _disorder(same=key == before)
        before = key
        entries[key], at = _read(data, at, depth)
    return entries, at


def _named(data: bytes, at: int, count: int, depth: int) -> tuple[Value, int]:
    entries: dict[str, Value] = {}
    before = b""
    for _ in range(count):
        if data[at] >> 5 != _TEXT:
            raise malformed("key-not-allowed")
        start = at
        key, at = _read(data, at, depth)
        raw = data[start:at]
        if raw <= before:
            raise _disorder(same=raw == before)
        before = raw
        entries[str(key)], at = _read(data, at, depth)
    return entries, at


def _disorder(*, same: bool) -> Refused:
    return malformed("duplicate-key" if same else "keys-out-of-order")
