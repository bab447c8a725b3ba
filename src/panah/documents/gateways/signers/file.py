"""Keys in a folder: one encrypted file each (PKCS #8, scrypt and AES-256), opened once by a process that signs."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from panah.documents.keys.port import KeyRefused
from panah.documents.rules.proof.public_keys import COORDINATE, PublicKey, key_id

_ES256: Final = ECDSA(SHA256())


@dataclass(frozen=True, slots=True)
class FileSigner:
    """A key that was opened."""

    key_id: bytes
    private: EllipticCurvePrivateKey = field(repr=False)

    def sign(self, signed: bytes) -> bytes:
        """Sign by ES256."""
        r, s = decode_dss_signature(self.private.sign(signed, _ES256))
        return r.to_bytes(COORDINATE) + s.to_bytes(COORDINATE)


@dataclass(slots=True)
class KeyFolder:
    """A folder of keys and the secret they are encrypted under."""

    folder: Path
    secret: str = field(repr=False)
    _open: dict[bytes, FileSigner] = field(default_factory=dict, repr=False)

    def make(self) -> PublicKey:
        """Make a key, readable by its owner only; it is on the disk before anybody hears of it."""
        private = generate_private_key(SECP256R1())
        public = private.public_key()
        name = key_id(public)
        write_key(self._path(name), private, self.secret)
        self._open[name] = FileSigner(name, private)
        return public

    def signer(self, key_id: bytes) -> FileSigner:
        """Open a key. Raises KeyRefused("key-missing", "key-locked")."""
        if key_id not in self._open:
            self._open[key_id] = FileSigner(key_id, read_key(self._path(key_id), self.secret))
        return self._open[key_id]

    def _path(self, name: bytes) -> Path:
        return self.folder / f"{name.hex()}.pem"


def write_key(path: Path, private: EllipticCurvePrivateKey, secret: str) -> None:
    """Write a key encrypted under a secret, whole or not at all. Raises KeyRefused("key-locked") without a secret."""
    if not secret:
        raise KeyRefused("key-locked", path=path.name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    body = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(secret.encode()))
    beside = path.with_suffix(f".{os.getpid()}.new")
    beside.touch(mode=0o600)
    with beside.open("wb") as written:
        written.write(body)
        written.flush()
        os.fsync(written.fileno())
    beside.replace(path)


def read_key(path: Path, secret: str) -> EllipticCurvePrivateKey:
    """Open a key file. Raises KeyRefused("key-missing", "key-locked")."""
    try:
        private = load_pem_private_key(path.read_bytes(), secret.encode() or None)
    except FileNotFoundError as missing:
        raise KeyRefused("key-missing", path=path.name) from missing
    except (ValueError, TypeError) as locked:
        raise KeyRefused("key-locked", path=path.name) from locked
    if not isinstance(private, EllipticCurvePrivateKey):
        raise KeyRefused("key-locked", path=path.name)
    return private
