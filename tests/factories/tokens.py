"""Tokens of SoftHSM with keys and certificates, as officers would carry them."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pkcs11
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID
from pkcs11 import Attribute, KeyType, Mechanism, ObjectClass
from pkcs11.util.ec import encode_ec_public_key, encode_named_curve_parameters
from pkcs11.util.rsa import encode_rsa_public_key

SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "246810"
SINCE = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Issuer:
    """Whoever issues the certificates of officers."""

    name: x509.Name
    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A library with tokens in it; its copy knows no other library's tokens."""

    module: str

    def make(self, label: str, issuer: Issuer, *, kind: str = "rsa", until: datetime | None = None) -> str:
        """Put a key and its certificate into a token; returns the certificate's SHA-256."""
        library = pkcs11.lib(self.module)
        with library.get_token(token_label=label).open(rw=True, user_pin=PIN) as session:
            public = _rsa(session) if kind == "rsa" else _ec(session)
            certificate = issue(issuer, public, label, until=until)
            session.create_object(
                {
                    Attribute.CLASS: ObjectClass.CERTIFICATE,
                    Attribute.CERTIFICATE_TYPE: pkcs11.CertificateType.X_509,
                    Attribute.TOKEN: True,
                    Attribute.LABEL: "sign",
                    Attribute.SUBJECT: certificate.subject.public_bytes(),
                    Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
                }
            )
        return certificate.fingerprint(hashes.SHA256()).hex()


def issuer(name: str = "مرکز گواهی آزمایشی") -> Issuer:
    """An issuer that signs its own certificate."""
    key = ec.generate_private_key(ec.SECP256R1())
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = _builder(called, called, key.public_key(), SINCE + timedelta(days=3650))
    made = made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    return Issuer(called, key, made.sign(key, hashes.SHA256()))


def issue(
    by: Issuer,
    public: rsa.RSAPublicKey | ec.EllipticCurvePublicKey,
    name: str,
    *,
    until: datetime | None = None,
) -> x509.Certificate:
    """A certificate for somebody's key."""
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    return _builder(by.name, called, public, until or SINCE + timedelta(days=1500)).sign(
        by.key, hashes.SHA256()
    )


@contextmanager
def softhsm(folder: Path, *labels: str) -> Iterator[Tokens]:
    """SoftHSM with empty tokens in a folder of its own, by a copy of its library; it stays loaded to the end.

    A library sees the tokens that were there when it was loaded.
    """
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder / 'tokens'}\nlog.level = ERROR\n")
    module = folder / "library.so"
    shutil.copy(SOFTHSM, module)
    before = os.environ.get("SOFTHSM2_CONF")
    os.environ["SOFTHSM2_CONF"] = str(folder / "softhsm2.conf")
    try:
        for label in labels:
            _make_token(label)
        pkcs11.lib(str(module))
        yield Tokens(str(module))
    finally:
        if before is None:
            del os.environ["SOFTHSM2_CONF"]
        else:
            os.environ["SOFTHSM2_CONF"] = before


def _make_token(label: str) -> None:
    tool = shutil.which("softhsm2-util")
    assert tool is not None, "SoftHSM is missing: apt-get install softhsm2"
    subprocess.run(
        [tool, "--init-token", "--free", "--label", label, "--pin", PIN, "--so-pin", "97531"],
        check=True,
        capture_output=True,
    )


def _rsa(session: pkcs11.Session) -> rsa.RSAPublicKey:
    public, _ = session.generate_keypair(KeyType.RSA, 2048, store=True, label="sign")
    found = serialization.load_der_public_key(encode_rsa_public_key(public))
    assert isinstance(found, rsa.RSAPublicKey)
    return found


def _ec(session: pkcs11.Session) -> ec.EllipticCurvePublicKey:
    curve = session.create_domain_parameters(
        KeyType.EC, {Attribute.EC_PARAMS: encode_named_curve_parameters("secp256r1")}, local=True
    )
    public, _ = curve.generate_keypair(mechanism=Mechanism.EC_KEY_PAIR_GEN, store=True, label="sign")
    found = serialization.load_der_public_key(encode_ec_public_key(public))
    assert isinstance(found, ec.EllipticCurvePublicKey)
    return found


def _builder(
    by: x509.Name, called: x509.Name, public: rsa.RSAPublicKey | ec.EllipticCurvePublicKey, until: datetime
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .issuer_name(by)
        .subject_name(called)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(SINCE)
        .not_valid_after(until)
    )
