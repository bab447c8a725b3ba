"""A passkey of paper: as much of one as the books of an account hold."""

from hashlib import sha256
from json import dumps

from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

from panah.organisation.models import Account

SEEN = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT


def give_key(account: Account, *, name: str = "کلید میز", site: str = "localhost") -> Authenticator:
    """Put a key into the books of an account."""
    private = ec.generate_private_key(ec.SECP256R1())
    public = ES256.from_cryptography_key(private.public_key())  # type: ignore[no-untyped-call]  # fido2's own
    number = sha256(f"{account.pk}{name}".encode()).digest()
    held = AttestedCredentialData.create(b"\0" * 16, number, public)
    said = AuthenticatorData.create(sha256(site.encode()).digest(), SEEN, 0, held)
    client = dumps({"type": "webauthn.create", "challenge": "AA", "origin": f"http://{site}"})
    credential = {
        "id": websafe_encode(number),
        "rawId": websafe_encode(number),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client.encode()),
            "attestationObject": websafe_encode(AttestationObject.create("none", said, {})),
        },
        "clientExtensionResults": {"credProps": {"rk": True}},
    }
    return Authenticator.objects.create(
        user=account, type="webauthn", data={"name": name, "credential": credential}
    )
