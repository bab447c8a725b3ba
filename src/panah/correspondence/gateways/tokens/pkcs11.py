"""Tokens by PKCS#11: the library of their maker is loaded, the key never leaves the token, the PIN is kept nowhere.

Whoever is logged in to a token is so for the whole process; so one signs at a time.
"""

import threading
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from panah.correspondence.gateways.tokens.base import TokenSigned, TokenTrouble
from panah.correspondence.rules.tokens import ECDSA_SHA256, RSA_SHA256

if TYPE_CHECKING:
    import pkcs11

_ONE_AT_A_TIME: Final = threading.Lock()


@dataclass(frozen=True, slots=True)
class Pkcs11Tokens:
    """Tokens behind one PKCS#11 library, by its path."""

    module: str

    def sign(self, *, token: str, key: str, pin: str, text: bytes) -> TokenSigned:
        """Sign a text; raises TokenTrouble."""
        try:
            import pkcs11  # noqa: PLC0415  # an extra: only who signs by token installs it
        except ImportError as missing:
            raise TokenTrouble("token-none") from missing
        try:
            library = pkcs11.lib(self.module)
            with _ONE_AT_A_TIME, library.get_token(token_label=token).open(user_pin=pin) as session:
                return _signed(session, key, text)
        except (pkcs11.NoSuchToken, pkcs11.TokenNotPresent, pkcs11.TokenNotRecognised) as absent:
            raise TokenTrouble("token-absent") from absent
        except (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange, pkcs11.ArgumentsBad) as wrong:
            raise TokenTrouble("token-pin-wrong") from wrong
        except pkcs11.PinLocked as locked:
            raise TokenTrouble("token-locked") from locked
        except pkcs11.NoSuchKey as missing:
            raise TokenTrouble("token-key-missing") from missing
        except (pkcs11.PKCS11Error, RuntimeError) as failure:
            raise TokenTrouble("token-failed", failure=type(failure).__name__) from failure


def _signed(session: "pkcs11.Session", label: str, text: bytes) -> TokenSigned:
    from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass, SignMixin  # noqa: PLC0415  # the same
    from pkcs11.util.ec import encode_ecdsa_signature  # noqa: PLC0415  # the same

    key = session.get_key(object_class=ObjectClass.PRIVATE_KEY, label=label)
    wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: label}
    certificates = [bytes(one[Attribute.VALUE]) for one in session.get_objects(wanted)]
    if len(certificates) != 1:
        raise TokenTrouble("token-key-missing")
    (certificate,) = certificates
    if not isinstance(key, SignMixin):
        raise TokenTrouble("token-key-missing")
    if key.key_type == KeyType.RSA:
        return TokenSigned(RSA_SHA256, key.sign(text, mechanism=Mechanism.SHA256_RSA_PKCS), certificate)
    plain = key.sign(sha256(text).digest(), mechanism=Mechanism.ECDSA)
    return TokenSigned(ECDSA_SHA256, encode_ecdsa_signature(plain), certificate)
