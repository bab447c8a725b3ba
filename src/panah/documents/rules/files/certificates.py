"""The certificates a reader of PDF believes a signed file by: the root's own, and those it gives to the yearly keys.

The same keys and days give the same bytes (deterministic ECDSA, RFC 6979), so that a root certificate made again is
the one people imported. X.509 as RFC 5280 says.
"""

from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from panah.documents.rules.proof.public_keys import PublicKey, key_id
from panah.foundation.errors import InvalidInput

AUTHORITY: Final = "امور اتباع و مهاجرین خارجی"
"""Who signs files, where the ceremony names nobody else."""

ROOT_LASTS: Final = timedelta(days=25 * 365)
FILE_LASTS: Final = timedelta(days=10 * 365)
"""A file is read for years after its key signed last, and carries no time stamp by which a reader could know that."""

EARLIER: Final = timedelta(days=1)
"""The clock of a machine without a network may be behind."""

COUNTRY: Final = "IR"
ROOT_NAME: Final = "ریشهٔ امضای پناه"
LONGEST_NAME: Final = 64
"""Bytes of UTF-8 that a name may have: a Persian letter has two."""

_SERIAL_BYTES: Final = b"\x01"


def root_certificate(private: EllipticCurvePrivateKey, *, authority: str, now: datetime) -> bytes:
    """Make the root's own certificate (DER), from a day before `now` for 25 years.

    Raises InvalidInput("authority-name-length").
    """
    public = private.public_key()
    since = now.replace(microsecond=0) - EARLIER
    built = _builder(public, _name(authority, ROOT_NAME), since, since + ROOT_LASTS)
    built = built.issuer_name(_name(authority, ROOT_NAME))
    built = built.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    built = built.add_extension(_usage(is_root=True), critical=True)
    return built.sign(private, SHA256(), ecdsa_deterministic=True).public_bytes(Encoding.DER)


def file_certificate(
    public: PublicKey, *, root: EllipticCurvePrivateKey, root_der: bytes, authority: str, since: datetime
) -> bytes:
    """Have the root certify a key that signs files (DER), from the moment it may sign (UTC)."""
    issuer = x509.load_der_x509_certificate(root_der)
    built = _builder(public, _name(authority, authority), since, since + FILE_LASTS)
    built = built.issuer_name(issuer.subject)
    built = built.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    built = built.add_extension(_usage(is_root=False), critical=True)
    built = built.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(root.public_key()), critical=False
    )
    return built.sign(root, SHA256(), ecdsa_deterministic=True).public_bytes(Encoding.DER)


def authority_of(der: bytes) -> str:
    """Read whose certificate it is."""
    names = x509.load_der_x509_certificate(der).subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


def key_of(der: bytes) -> PublicKey:
    """Read the public key of a certificate. Raises InvalidInput("certificate-wrong")."""
    try:
        public = x509.load_der_x509_certificate(der).public_key()
    except ValueError as error:
        raise InvalidInput("certificate-wrong") from error
    if not isinstance(public, EllipticCurvePublicKey):
        raise InvalidInput("certificate-wrong")
    return public


def is_given_by(der: bytes, *, root_der: bytes) -> bool:
    """Whether the root, by its certificate, signed this one; its own it signed itself."""
    try:
        found, root = x509.load_der_x509_certificate(der), x509.load_der_x509_certificate(root_der)
        found.verify_directly_issued_by(root)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def is_key(public: PublicKey, other: PublicKey) -> bool:
    """Whether two public keys are one."""
    first, second = (
        one.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) for one in (public, other)
    )
    return first == second


def pem_of(*certificates: bytes) -> bytes:
    """Write certificates one after another, as they are carried from the root to Panah."""
    loaded = [x509.load_der_x509_certificate(one) for one in certificates]
    return b"".join(one.public_bytes(Encoding.PEM) for one in loaded)


def from_pem(text: bytes) -> list[bytes]:
    """Read certificates one after another (DER each). Raises InvalidInput("certificate-wrong")."""
    try:
        loaded = x509.load_pem_x509_certificates(text)
    except ValueError as error:
        raise InvalidInput("certificate-wrong") from error
    return [one.public_bytes(Encoding.DER) for one in loaded]


def _builder(public: PublicKey, name: x509.Name, since: datetime, until: datetime) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .public_key(public)
        .serial_number(int.from_bytes(_SERIAL_BYTES + key_id(public)))
        .not_valid_before(since)
        .not_valid_after(until)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    )


def _name(authority: str, common: str) -> x509.Name:
    if not authority or len(authority.encode()) > LONGEST_NAME:
        raise InvalidInput("authority-name-length", bytes=len(authority.encode()))
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, COUNTRY),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, authority),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _usage(*, is_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_root,
        content_commitment=not is_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_root,
        crl_sign=is_root,
        encipher_only=False,
        decipher_only=False,
    )
