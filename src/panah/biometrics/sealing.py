"""Templates at rest: sealed by a key of their person's own, which the installation's key wraps.

Bound to their place, so that a template moved to another reference, part or encoder does not open.
"""

import os
from uuid import UUID

from panah.audit.keys import key_ring
from panah.biometrics.models import Reading
from panah.foundation.envelope import KeyRing

KEY_NAME = "own"


def new_key(ref: UUID) -> bytes:
    """Make the key of a reference and give it wrapped, as it may be kept."""
    return key_ring().seal(os.urandom(32), aad=_of_key(ref))


def seal_template(template: bytes, *, reading: Reading, wrapped: bytes | memoryview) -> bytes:
    """Seal a template for the reading that will carry it."""
    return _ring(reading.ref, wrapped).seal(template, aad=_of_reading(reading))


def open_template(reading: Reading, *, wrapped: bytes | memoryview) -> bytes:
    """Open the template of a reading; raises foundation.envelope.SealError."""
    return _ring(reading.ref, wrapped).open(bytes(reading.ciphertext), aad=_of_reading(reading))


def _ring(ref: UUID, wrapped: bytes | memoryview) -> KeyRing:
    return KeyRing({KEY_NAME: key_ring().open(bytes(wrapped), aad=_of_key(ref))}, active=KEY_NAME)


def _of_key(ref: UUID) -> bytes:
    return f"biometrics.key|{ref}".encode()


def _of_reading(reading: Reading) -> bytes:
    parts = (
        str(reading.ref),
        reading.modality,
        reading.position,
        reading.format,
        reading.encoder,
        reading.encoder_version,
    )
    return "|".join(("biometrics.reading", *parts)).encode()
