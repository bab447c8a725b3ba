"""Sign a typeset paper as a file: PAdES-B-B (ETSI EN 319 142-1), seen by every reader of PDF, drawn nowhere.

The file is only added to, so that all of it stays PDF/A-2b: what it says of itself, its fonts and its colours are the
face's own. Nothing is fetched, and no time is stamped by anybody else.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from typing import Final

from asn1crypto.x509 import Certificate  # type: ignore[import-untyped]  # it carries no types
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import Signer as CmsSigner
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from panah.documents.keys.files import FileSeal
from panah.documents.keys.port import KeyRefused
from panah.documents.rules.files.certificates import authority_of, key_of
from panah.documents.rules.files.sheet import Sheet
from panah.documents.rules.proof.public_keys import SIGNATURE, der, verifies

FIELD: Final = "Panah"
DIGEST: Final = "sha256"
ROOM: Final = 8_192
"""Letters of hexadecimal kept free for the signature with both certificates, which takes about 3,000."""


def signed_file(sheet: Sheet, seal: FileSeal, *, now: datetime) -> bytes:
    """Sign a PDF, invisibly, at a moment (UTC).

    Raises KeyRefused, also for a signature that is none of this key's (`signer-silent`), and ValueError for what is no
    PDF.
    """
    about = PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm=DIGEST,
        reason=sheet.reason,
        location=sheet.location,
        name=authority_of(seal.certificate),
        subfilter=SigSeedSubFilter.PADES,
    )
    session = PdfSigner(about, signer=_Cms(seal)).init_signing_session(_Added(BytesIO(sheet.pdf)))
    session.system_time = now
    to_sign = session.prepare_tbs_document(None, ROOM)
    written = BytesIO()
    prepared, _ = to_sign.digest_tbs_document(output=written)
    said = PdfCMSSignedAttributes(signing_time=now)
    with ThreadPoolExecutor(max_workers=1) as apart:  # a loop of its own, wherever this is called
        apart.submit(asyncio.run, to_sign.perform_signature(prepared.document_digest, said)).result()
    return written.getvalue()


class _Added(IncrementalPdfFileWriter):
    """What is added to a face: it says of itself what it said before.

    Written anew, its dates and its maker would differ between the two places PDF/A wants alike (ISO 19005-2, 6.6.3).
    """

    def _update_meta(self) -> None:
        return


class _Cms(CmsSigner):
    """A key behind our port, as the signature of a file wants it."""

    def __init__(self, seal: FileSeal) -> None:
        known = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko's own
        known.register(Certificate.load(seal.root))
        super().__init__(signing_cert=Certificate.load(seal.certificate), cert_registry=known)
        self._seal = seal

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002  # pyHanko's own signature
        """Have the key sign, and look at what it gave before it is believed."""
        del digest_algorithm
        if dry_run:
            return der(b"\xff" * SIGNATURE)
        signature = self._seal.signer.sign(data)
        if len(signature) != SIGNATURE or not verifies(key_of(self._seal.certificate), signature, data):
            raise KeyRefused("signer-silent", failure="garbled")
        return der(signature)
