"""Tokens people sign with (national PKI), by PKCS#11; an installation without one signs no letter of that level."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from panah.correspondence.gateways.tokens.base import TokenPort, TokenSigned, TokenTrouble
from panah.correspondence.gateways.tokens.pkcs11 import Pkcs11Tokens

__all__ = ["NoTokens", "TokenPort", "TokenSigned", "TokenTrouble", "roots", "tokens"]

MARK = b"-----BEGIN CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class NoTokens:
    """An installation that reaches no tokens."""

    def sign(self, *, token: str, key: str, pin: str, text: bytes) -> TokenSigned:
        """Refuse: raises TokenTrouble("token-none")."""
        del token, key, pin, text
        raise TokenTrouble("token-none")


def tokens() -> TokenPort:
    """The way of this installation: the library at PANAH_TOKEN_MODULE, or none."""
    return Pkcs11Tokens(settings.PANAH_TOKEN_MODULE) if settings.PANAH_TOKEN_MODULE else NoTokens()


def roots() -> list[bytes]:
    """The certificates (PEM) of those who may issue signers', from the file PANAH_TOKEN_ROOTS; none: all may."""
    if not settings.PANAH_TOKEN_ROOTS:
        return []
    parts = Path(settings.PANAH_TOKEN_ROOTS).read_bytes().split(MARK)[1:]
    return [MARK + part for part in parts]
