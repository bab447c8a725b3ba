"""What Panah asks of a token that keeps somebody's key."""

from dataclasses import dataclass
from typing import Protocol

from panah.foundation.errors import PanahError


class TokenTrouble(PanahError):
    """Nothing was signed.

    `token-none` (this installation reaches no tokens), `token-absent`, `token-pin-wrong`, `token-locked`,
    `token-key-missing`, `token-failed`.
    """


@dataclass(frozen=True, slots=True)
class TokenSigned:
    """What a token gave: by which algorithm, the signature, and the certificate of its key (DER)."""

    algorithm: str
    signature: bytes
    certificate: bytes


class TokenPort(Protocol):
    """A way to tokens."""

    def sign(self, *, token: str, key: str, pin: str, text: bytes) -> TokenSigned:
        """Sign a text with a key of a token, both by their labels. Raises TokenTrouble."""
        ...
