"""Keys in a hardware token (PKCS #11): made there, used there, never outside it.

A session of a token serves one thread at a time, so signing is under a lock.
"""

import threading
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final

import pkcs11
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.ec import encode_named_curve_parameters

from panah.documents.keys.port import KeyRefused
from panah.documents.rules.proof.public_keys import PublicKey, key_id

POINT_HEADER: Final = b"\x04\x41"
"""DER of an octet string of 65 bytes: a point of P-256, not compressed."""


@dataclass(slots=True)
class HardwareSigner:
    """A key of the token at work."""

    key_id: bytes
    private: Any = field(repr=False)  # python-pkcs11 has no types of its own
    lock: threading.Lock = field(repr=False)

    def sign(self, signed: bytes) -> bytes:
        """Sign by ES256. Raises KeyRefused("signer-silent") when the token does not answer."""
        try:
            with self.lock:
                return bytes(self.private.sign(sha256(signed).digest(), mechanism=Mechanism.ECDSA))
        except pkcs11.PKCS11Error as error:
            raise KeyRefused("signer-silent", failure=type(error).__name__) from error


@dataclass(slots=True)
class HardwareKeys:
    """A token by its label, of the library `module`; opened at first use."""

    module: str
    label: str
    pin: str = field(repr=False)
    _session: Any = field(default=None, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def make(self) -> PublicKey:
        """Have the token make a key that cannot be taken out, named as the trust list will name it."""
        with self._lock:
            session = self._opened()
            curve = session.create_domain_parameters(
                KeyType.EC, {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}, local=True
            )
            public, private = curve.generate_keypair(
                mechanism=Mechanism.EC_KEY_PAIR_GEN,
                store=True,
                private_template={Attribute.SENSITIVE: True, Attribute.EXTRACTABLE: False},
            )
            point = bytes(public[Attribute.EC_POINT]).removeprefix(POINT_HEADER)
            made = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), point)
            for half in (public, private):
                half[Attribute.ID] = key_id(made)
                half[Attribute.LABEL] = f"panah {key_id(made).hex()}"
        return made

    def signer(self, key_id: bytes) -> HardwareSigner:
        """Find a key by its name. Raises KeyRefused("key-missing", "key-locked", "signer-silent")."""
        with self._lock:
            session = self._opened()
            found = list(
                session.get_objects({Attribute.CLASS: ObjectClass.PRIVATE_KEY, Attribute.ID: key_id})
            )
        if len(found) != 1:
            raise KeyRefused("key-missing", key=key_id.hex())
        return HardwareSigner(key_id, found[0], self._lock)

    def _opened(self) -> Any:
        if self._session is None:
            try:
                token = pkcs11.lib(self.module).get_token(token_label=self.label)
                self._session = token.open(rw=True, user_pin=self.pin)
            except pkcs11.exceptions.PinIncorrect as wrong:
                raise KeyRefused("key-locked", token=self.label) from wrong
            except (pkcs11.PKCS11Error, RuntimeError) as error:
                raise KeyRefused("signer-silent", failure=type(error).__name__) from error
        return self._session
