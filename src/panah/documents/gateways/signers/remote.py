"""Keys in another process, under another account of the machine or on another one: asked over signed HTTP."""

import binascii
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from panah.documents.keys.port import KeyHolder, KeyRefused
from panah.documents.rules.proof.public_keys import SIGNATURE, PublicKey
from panah.foundation.signed_http import OutsideError, Refused, SignedClient

PATH: Final = "/sign"
MOST_SIGNED: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class RemoteSigner:
    """A key of the other process."""

    key_id: bytes
    client: SignedClient

    def sign(self, signed: bytes) -> bytes:
        """Ask for a signature. Raises KeyRefused("signer-silent", "signer-refused")."""
        said = {"key": self.key_id.hex(), "signed": b64encode(signed).decode()}
        try:
            answer = self.client.post(PATH, said, key=secrets.token_urlsafe(12), now=datetime.now(UTC))
        except Refused as refused:
            raise KeyRefused("signer-refused", reason=str(refused.params.get("reason", ""))) from refused
        except OutsideError as silent:
            raise KeyRefused("signer-silent", failure=type(silent).__name__) from silent
        return _signature(answer.get("signature"))


@dataclass(frozen=True, slots=True)
class RemoteKeys:
    """All keys of the other process; they are made there."""

    client: SignedClient

    def make(self) -> PublicKey:
        """Refuse: whoever keeps the keys makes them."""
        raise KeyRefused("signer-refused", reason="keys are made where they are kept")

    def signer(self, key_id: bytes) -> RemoteSigner:
        """Put a key of the other process to work; whether it has it shows when it signs."""
        return RemoteSigner(key_id, self.client)


def sign_for(holder: KeyHolder, said: dict[str, object]) -> dict[str, object]:
    """Answer a question of the remote side; raises KeyRefused("signer-refused") for what is none."""
    key, signed = said.get("key"), said.get("signed")
    if not (isinstance(key, str) and isinstance(signed, str) and len(signed) <= 2 * MOST_SIGNED):
        raise KeyRefused("signer-refused", reason="malformed")
    try:
        name, body = bytes.fromhex(key), b64decode(signed, validate=True)
    except (ValueError, binascii.Error) as error:
        raise KeyRefused("signer-refused", reason="malformed") from error
    return {"signature": b64encode(holder.signer(name).sign(body)).decode()}


def _signature(text: object) -> bytes:
    try:
        signature = b64decode(str(text), validate=True)
    except (ValueError, binascii.Error) as error:
        raise KeyRefused("signer-silent", failure="garbled") from error
    if len(signature) != SIGNATURE:
        raise KeyRefused("signer-silent", failure="garbled")
    return signature
