"""Say whether the signature of a file holds: by the root alone, and by the trust list, asking nobody."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Final

from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]  # it carries no types
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from panah.documents.rules.files.certificates import authority_of, is_given_by, is_key, key_of
from panah.documents.rules.proof.judging import Light, Verdict
from panah.documents.rules.proof.public_keys import PublicKey, key_id
from panah.documents.rules.proof.reasons import Reason
from panah.documents.rules.proof.trust_list import KeyState, Purpose, TrustList
from panah.foundation.errors import InvalidInput

LARGEST: Final = 20_000_000
VERSION: Final = bytes.fromhex("020101")
SHA256: Final = bytes.fromhex("300d06096086480165030402010500")
"""DER of the version 1 of CMS, and of its name for SHA-256 (RFC 5652, RFC 5754)."""


@dataclass(frozen=True, slots=True)
class FileJudgement:
    """What a file is worth: the light with its reason, whose signature it is, and when it says it was signed (UTC)."""

    verdict: Verdict
    authority: str = ""
    signed_at: datetime | None = None


def judge_file(body: bytes, *, trust: TrustList, root: PublicKey) -> FileJudgement:
    """Judge a file as it lies here; raises nothing.

    `foreign-code` is a file nobody of ours signed and says nothing against anybody, `malformed` one that cannot be
    read, `bad-signature` one that was changed since, or added to. When it was signed it says itself.
    """
    try:
        signature = _signature(body)
        if signature is None:
            return _red(Reason.FOREIGN_CODE)
        return _judged(signature, trust, root)
    except (SignatureValidationError, SigningError, InvalidInput):
        return _red(Reason.BAD_SIGNATURE)
    except Exception:  # noqa: BLE001  # a foreign file may trouble its reader in any way; it cannot be read
        return _red(Reason.MALFORMED)


def _signature(body: bytes) -> EmbeddedPdfSignature | None:
    if len(body) > LARGEST:
        raise ValueError("too large")
    found = PdfFileReader(BytesIO(body)).embedded_regular_signatures
    if len(found) > 1:
        raise SigningError("signed more than once")
    return found[0] if found else None


def _judged(signature: EmbeddedPdfSignature, trust: TrustList, root: PublicKey) -> FileJudgement:
    own = _own_root(signature, root)
    if own is None:
        return _red(Reason.UNKNOWN_KEY)
    certificate = signature.signer_cert.dump()
    key, signed_at = trust.key_of(key_id(key_of(certificate))), signature.self_reported_timestamp
    if not (_is_bare(signature) and _holds(signature, own, signed_at)):
        return _red(Reason.BAD_SIGNATURE)
    if key is None:
        return _red(Reason.UNKNOWN_KEY)
    moment = int(signed_at.timestamp()) if signed_at else 0
    if key.purpose is not Purpose.FILE or not key.may_sign_at(moment):
        return _red(Reason.WRONG_PURPOSE)
    verdict = Verdict(Light.GREEN, at=moment)
    if key.state is KeyState.COMPROMISED and key.compromised_since is not None:
        light = Light.RED if moment >= key.compromised_since else Light.AMBER
        verdict = Verdict(light, Reason.COMPROMISED_KEY, key.compromised_since)
    return FileJudgement(verdict, authority_of(certificate), signed_at)


def _own_root(signature: EmbeddedPdfSignature, root: PublicKey) -> Certificate | None:
    """The certificate of the root that the file brings along, as the root signed it; of any other root none."""
    for one in signature.other_embedded_certs:
        der = one.dump()
        if is_key(key_of(der), root) and is_given_by(der, root_der=der):
            return one
    return None


def _holds(signature: EmbeddedPdfSignature, root: Certificate, signed_at: datetime | None) -> bool:
    """Whether the key was the root's to give and every byte of the file is as it was signed."""
    moment = signed_at or datetime.now(UTC)
    context = ValidationContext(trust_roots=[root], allow_fetching=False, moment=moment)
    status = validate_pdf_signature(signature, signer_validation_context=context)
    return bool(status.bottom_line) and status.coverage is SignatureCoverageLevel.ENTIRE_FILE


def _is_bare(signature: EmbeddedPdfSignature) -> bool:
    """Whether what stands about the signature, and not under it, is as we write it, to the bit."""
    data, info = signature.signed_data, signature.signer_info
    versions = {data["version"].dump(), info["version"].dump()}
    digests = {data["digest_algorithms"].dump(), b"\x31\x0f" + info["digest_algorithm"].dump()}
    return versions == {VERSION} and digests == {b"\x31\x0f" + SHA256}


def _red(reason: Reason) -> FileJudgement:
    return FileJudgement(Verdict(Light.RED, reason))
