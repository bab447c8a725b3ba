"""The port to wherever private keys lie: an encrypted file, a token of the hardware, or another process."""

from typing import Protocol

from panah.documents.rules.proof.public_keys import PublicKey
from panah.foundation.errors import PanahError


class KeyRefused(PanahError):
    """No signature can be had: `key-missing`, `key-locked`, `signer-silent`, `signer-refused`, `key-in-web-process`."""


class Signer(Protocol):
    """One private key at work."""

    @property
    def key_id(self) -> bytes:
        """Name it, as the trust list does."""

    def sign(self, signed: bytes) -> bytes:
        """Sign bytes by ES256: `r || s`, 64 bytes. Raises KeyRefused."""


class KeyHolder(Protocol):
    """A place that keeps private keys and never gives one away."""

    def make(self) -> PublicKey:
        """Make a key (P-256) and tell its public half. Raises KeyRefused where keys are made elsewhere."""

    def signer(self, key_id: bytes) -> Signer:
        """Put a key to work. Raises KeyRefused("key-missing", "key-locked")."""
