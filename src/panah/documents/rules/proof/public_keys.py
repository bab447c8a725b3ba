"""Public keys as the trust list carries them: P-256 for ES256, Ed25519 for EdDSA, each named by its own hash."""

from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from panah.documents.rules.proof.reasons import malformed

type PublicKey = EllipticCurvePublicKey | Ed25519PublicKey

ES256: Final = -7
EDDSA: Final = -8
COORDINATE: Final = 32
"""Bytes of a coordinate, and of each half of a signature."""

SIGNATURE: Final = 2 * COORDINATE
KEY_ID: Final = 8
_ES256: Final = ECDSA(SHA256())


def key_id(public: PublicKey) -> bytes:
    """Name a key: the first 8 bytes of SHA-256 over its SubjectPublicKeyInfo in DER."""
    der = public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(der).digest()[:KEY_ID]


def algorithm_of(public: PublicKey) -> int:
    """The one COSE algorithm a key may be used with: -7 (ES256) or -8 (EdDSA)."""
    return EDDSA if isinstance(public, Ed25519PublicKey) else ES256


def coordinates(public: PublicKey) -> tuple[bytes, bytes]:
    """Give `x` and `y` of a P-256 key, 32 bytes each; of an Ed25519 key all of it as `x`, and an empty `y`."""
    if isinstance(public, Ed25519PublicKey):
        return public.public_bytes_raw(), b""
    numbers = public.public_numbers()
    return numbers.x.to_bytes(COORDINATE), numbers.y.to_bytes(COORDINATE)


def from_coordinates(algorithm: int, x: bytes, y: bytes) -> PublicKey:
    """Make the key again; raises `Refused("malformed")` for what lies on no curve."""
    if len(x) != COORDINATE or len(y) != (COORDINATE if algorithm == ES256 else 0):
        raise malformed("key-length")
    try:
        if algorithm == EDDSA:
            return Ed25519PublicKey.from_public_bytes(x)
        numbers = EllipticCurvePublicNumbers(int.from_bytes(x), int.from_bytes(y), SECP256R1())
        return numbers.public_key()
    except ValueError as error:
        raise malformed("key-on-no-curve") from error


def raw(signature: bytes) -> bytes:
    """Turn an ECDSA signature in DER, as most signers give it, into `r || s` of 64 bytes."""
    r, s = decode_dss_signature(signature)
    return r.to_bytes(COORDINATE) + s.to_bytes(COORDINATE)


def der(signature: bytes) -> bytes:
    """Turn `r || s` of 64 bytes into DER, as certificates and signed files carry it."""
    r, s = signature[:COORDINATE], signature[COORDINATE:]
    return encode_dss_signature(int.from_bytes(r), int.from_bytes(s))


def verifies(public: PublicKey, signature: bytes, signed: bytes) -> bool:
    """Whether 64 bytes of signature (`r || s`, or Ed25519's own form) belong to these bytes and this key."""
    try:
        if isinstance(public, Ed25519PublicKey):
            public.verify(signature, signed)
        else:
            public.verify(der(signature), signed, _ES256)
    except InvalidSignature:
        return False
    return True
