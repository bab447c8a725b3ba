"""One value, one sequence of bytes: the only encoder of journal events, the same on every machine.

Deterministic CBOR (RFC 8949, section 4.2.3: shortest forms, definite lengths, keys by length, then bytes).
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, cast

import cbor2

from panah.foundation.errors import InvalidInput

type Canonical = str | int | bytes | bool | datetime | list[Canonical] | dict[str, Canonical] | None
"""What may be encoded; a moment becomes RFC 3339 text in UTC with six decimals."""

_LEAST: Final = -(2**63)
_MOST: Final = 2**64 - 1
_DEEPEST: Final = 32


def encode(value: Canonical) -> bytes:
    """The bytes of a value made of str, int (64 bits), bool, None, bytes, aware datetime, list and dict.

    Refuses all else, floats and subclasses too, since those differ between machines or versions. Raises
    `InvalidInput`: `canonical-type`, `canonical-int-out-of-range`, `canonical-text-invalid`,
    `canonical-moment-without-zone`, `canonical-too-deep`, each with the `path` to the value.
    """
    return cbor2.dumps(_plain(value, "$", 0), canonical=True)


def decode(data: bytes) -> Canonical:
    """The value of canonical bytes (moments stay text). Raises `InvalidInput("canonical-bytes-invalid")`.

    Bytes that hold the same value in another form are refused, so a digest never has two pre-images.
    """
    try:
        value = cast("Canonical", cbor2.loads(data))
        same = encode(value) == data
    except (cbor2.CBORDecodeError, InvalidInput, ValueError, RecursionError) as error:
        raise InvalidInput("canonical-bytes-invalid") from error
    if not same:
        raise InvalidInput("canonical-bytes-invalid")
    return value


def digest(value: Canonical) -> bytes:
    """SHA-256 over the canonical bytes."""
    return sha256(encode(value)).digest()


def moment_text(moment: datetime) -> str:
    """RFC 3339 in UTC with microseconds: `2026-11-20T12:55:22.000000Z`. The moment must be aware."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _plain(value: object, path: str, depth: int) -> object:
    if depth > _DEEPEST:
        raise InvalidInput("canonical-too-deep", path=path)
    kind = type(value)
    if kind is list:
        items = cast("list[object]", value)
        return [_plain(item, f"{path}[{at}]", depth + 1) for at, item in enumerate(items)]
    if kind is dict:
        entries = cast("dict[object, object]", value)
        return {_key(key, path): _plain(item, f"{path}.{key}", depth + 1) for key, item in entries.items()}
    return _scalar(value, path)


def _key(key: object, path: str) -> str:
    if type(key) is not str:
        raise InvalidInput("canonical-type", path=f"{path}.{key!r}", type=type(key).__name__)
    return _text(key, path)


def _scalar(value: object, path: str) -> object:
    if value is None or type(value) in {bool, bytes}:
        return value
    if type(value) is str:
        return _text(value, path)
    if type(value) is int:
        if not _LEAST <= value <= _MOST:
            raise InvalidInput("canonical-int-out-of-range", path=path)
        return value
    if type(value) is datetime:
        if value.utcoffset() is None:
            raise InvalidInput("canonical-moment-without-zone", path=path)
        return moment_text(value)
    raise InvalidInput("canonical-type", path=path, type=type(value).__name__)


def _text(text: str, path: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise InvalidInput("canonical-text-invalid", path=path) from error
    return text
