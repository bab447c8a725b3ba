"""The keys of this installation: the ring that encrypts payloads, and the key that seals the journal."""

from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from panah.foundation.envelope import KeyRing


@cache
def key_ring() -> KeyRing:
    """The ring that encrypts personal columns and payloads, from PANAH_KEYS."""
    return KeyRing.from_text(settings.PANAH_KEYS)


def seal_key_path() -> Path:
    """Where the sealing key lies; the web processes need not be able to read it."""
    return Path(settings.PANAH_DATA) / "seal.key"


def make_seal_key() -> None:
    """Make the sealing key of this installation if it has none."""
    path = seal_key_path()
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(
        Ed25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


def seal_key() -> Ed25519PrivateKey:
    """Read the sealing key; raises FileNotFoundError when this process has none."""
    key = serialization.load_pem_private_key(seal_key_path().read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError("the sealing key must be an Ed25519 key")
    return key


def key_id(public: Ed25519PublicKey) -> str:
    """Name a public key by the first 16 bytes of its SHA-256, in hexadecimal."""
    digest = hashes.Hash(hashes.SHA256())
    digest.update(public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))
    return digest.finalize()[:16].hex()


def signature_holds(public: Ed25519PublicKey, signature: bytes, text: bytes) -> bool:
    """Whether the key signed the text."""
    try:
        public.verify(signature, text)
    except InvalidSignature:
        return False
    return True
