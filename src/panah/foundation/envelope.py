"""Personal columns at rest: AES-256-GCM under named keys, and a blind index to find them again.

What is sealed is bound to its place (`aad`: table, column, row), so a value moved elsewhere does not open.
Nonces are random: rotate a key well before 2^32 values were sealed under it (NIST SP 800-38D).
"""

import binascii
import hmac
import os
import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from panah.foundation.errors import InvalidInput, PanahError

_VERSION: Final = 1
_NONCE: Final = 12
_TAG: Final = 16
_KEY_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")


class SealError(PanahError):
    """A sealed value cannot be opened: `seal-key-unknown`, `seal-malformed` or `seal-tampered`."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """Keys by id (32 bytes each): new values are sealed under `active`, old ones open under their own.

    `index_key` keys the blind index and stays the same through rotation, so that equal values keep meeting;
    to retire it, index anew. Raises `InvalidInput`: `key-length-wrong`, `key-id-invalid`, `key-unknown`.
    """

    keys: Mapping[str, bytes] = field(repr=False)
    active: str
    index_key: str = ""
    _ciphers: Mapping[str, AESGCM] = field(init=False, repr=False, compare=False)
    _index_secret: bytes = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index_key = self.index_key or self.active
        for key_id, key in self.keys.items():
            if not _KEY_ID.fullmatch(key_id):
                raise InvalidInput("key-id-invalid", key_id=key_id)
            if len(key) != 32:
                raise InvalidInput("key-length-wrong", key_id=key_id, length=len(key))
        for named in (self.active, index_key):
            if named not in self.keys:
                raise InvalidInput("key-unknown", key_id=named)
        ciphers = {key_id: AESGCM(_derived(key, b"panah seal 1")) for key_id, key in self.keys.items()}
        object.__setattr__(self, "index_key", index_key)
        object.__setattr__(self, "_ciphers", ciphers)
        object.__setattr__(self, "_index_secret", _derived(self.keys[index_key], b"panah blind index 1"))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The ring of lines `id:base64`: the first is active, the last (the oldest) keys the blind index.

        Blank lines and # remarks are passed over. Raises `InvalidInput`: `keys-missing`,
        `key-line-unreadable` (its line, never its text), `key-twice`, or the codes of the ring.
        """
        keys: dict[str, bytes] = {}
        for n, line in enumerate(text.splitlines(), start=1):
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            key_id, key = _key_line(line, n)
            if key_id in keys:
                raise InvalidInput("key-twice", key_id=key_id)
            keys[key_id] = key
        if not keys:
            raise InvalidInput("keys-missing")
        ids = list(keys)
        return cls(keys, active=ids[0], index_key=ids[-1])

    def seal(self, plaintext: bytes, aad: bytes) -> bytes:
        """The sealed value: version byte, length and text of key id, 12-byte nonce, ciphertext and tag."""
        header = bytes([_VERSION, len(self.active)]) + self.active.encode()
        nonce = os.urandom(_NONCE)
        return header + nonce + self._ciphers[self.active].encrypt(nonce, plaintext, header + aad)

    def open(self, sealed: bytes, aad: bytes) -> bytes:
        """The plaintext of a value sealed with the same `aad`. Raises `SealError`."""
        header, nonce, ciphertext = _parts(sealed)
        key_id = header[2:].decode("ascii", "replace")
        if (cipher := self._ciphers.get(key_id)) is None:
            raise SealError("seal-key-unknown", key_id=key_id)
        try:
            return cipher.decrypt(nonce, ciphertext, header + aad)
        except InvalidTag as error:
            raise SealError("seal-tampered", key_id=key_id) from error

    def is_current(self, sealed: bytes) -> bool:
        """Whether it is sealed under the active key; what is not waits to be sealed anew."""
        return _parts(sealed)[0][2:] == self.active.encode()

    def blind_index(self, value: str, aad: bytes) -> str:
        """64 hex digits, equal for equal values of one column (`aad`: table and column, not the row).

        Fold the value first. It reveals equality and nothing else to whoever lacks the key.
        """
        message = len(aad).to_bytes(4) + aad + value.encode()
        return hmac.new(self._index_secret, message, sha256).hexdigest()


def _key_line(line: str, n: int) -> tuple[str, bytes]:
    key_id, colon, encoded = line.strip().partition(":")
    try:
        key = b64decode(encoded.strip(), validate=True)
    except (binascii.Error, ValueError) as error:
        raise InvalidInput("key-line-unreadable", line=n) from error
    if not colon:
        raise InvalidInput("key-line-unreadable", line=n)
    return key_id.strip(), key


def _parts(sealed: bytes) -> tuple[bytes, bytes, bytes]:
    if len(sealed) < 2 or sealed[0] != _VERSION:
        raise SealError("seal-malformed", length=len(sealed))
    after_header = 2 + sealed[1]
    if len(sealed) < after_header + _NONCE + _TAG:
        raise SealError("seal-malformed", length=len(sealed))
    after_nonce = after_header + _NONCE
    return sealed[:after_header], sealed[after_header:after_nonce], sealed[after_nonce:]


def _derived(key: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose).derive(key)
