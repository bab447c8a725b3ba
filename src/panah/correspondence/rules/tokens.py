"""Signatures of tokens: whether one holds, and whether its certificate may be relied on.

TO BE VERIFIED with the authority that issues certificates: which roots count, and how it is asked whether a certificate
was revoked; neither list nor responder is asked yet.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

RSA_SHA256: Final = "rsa-sha256"
ECDSA_SHA256: Final = "ecdsa-sha256"
LEAST_RSA_BITS: Final = 2048


def fingerprint(certificate: bytes) -> str:
    """Name a certificate (DER) by its SHA-256, in hexadecimal."""
    return sha256(certificate).hexdigest()


def signature_holds(*, certificate: bytes, algorithm: str, signature: bytes, text: bytes) -> bool:
    """Whether the key of a certificate (DER) signed a text; anything unreadable did not."""
    try:
        public = x509.load_der_x509_certificate(certificate).public_key()
        if algorithm == RSA_SHA256 and isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, text, padding.PKCS1v15(), hashes.SHA256())
        elif algorithm == ECDSA_SHA256 and isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, text, ec.ECDSA(hashes.SHA256()))
        else:
            return False
    except (InvalidSignature, ValueError):
        return False
    return True


def certificate_trouble(certificate: bytes, *, roots: Sequence[bytes], at: datetime) -> str:
    """Say why a certificate (DER) may not be relied on at a moment (UTC), or nothing.

    `certificate-unreadable`, `certificate-out-of-date`, `certificate-weak`, and with roots (PEM)
    `certificate-of-another`.
    """
    try:
        found = x509.load_der_x509_certificate(certificate)
        public = found.public_key()
    except ValueError:
        return "certificate-unreadable"
    if not found.not_valid_before_utc <= at <= found.not_valid_after_utc:
        return "certificate-out-of-date"
    if isinstance(public, rsa.RSAPublicKey) and public.key_size < LEAST_RSA_BITS:
        return "certificate-weak"
    return "" if not roots or any(_issued(found, root) for root in roots) else "certificate-of-another"


def _issued(certificate: x509.Certificate, root: bytes) -> bool:
    try:
        certificate.verify_directly_issued_by(x509.load_pem_x509_certificate(root))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True
