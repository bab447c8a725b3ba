"""The trust list: signed by the root, which lies elsewhere; a demo's root lies among its data and signs by itself."""

from datetime import datetime
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from django.db import transaction

from panah.documents.gateways.signers.file import FileSigner, KeyFolder
from panah.documents.keys.register import trusted_keys
from panah.documents.models import PublishedList
from panah.documents.operations.publishing.certificates import publish_certificates
from panah.documents.operations.publishing.writing import put_out
from panah.documents.queries.lists import ROOT_CERTIFICATE, published, root_of
from panah.documents.rules.files.ceremony import certify
from panah.documents.rules.proof import trust_list
from panah.documents.rules.proof.public_keys import PublicKey, key_id
from panah.documents.rules.proof.trust_list import TrustList
from panah.foundation.errors import Conflict

TRUST: Final = "trust"
ROOT: Final = "root"


def publish_root(*, root: PublicKey, now: datetime) -> None:
    """Say whose signature on a trust list counts here. Raises Conflict("root-stands") where another root does."""
    body = root.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    standing = PublishedList.objects.filter(name=ROOT).values_list("body", flat=True).first()
    if standing is not None and bytes(standing) != body:
        raise Conflict("root-stands")
    put_out(ROOT, body, sequence=0, now=now)


def publish_trust(*, signed: bytes, now: datetime) -> TrustList:
    """Publish a trust list that the root signed.

    Raises rules.proof.reasons.Refused: `malformed`, `unknown-key`, `bad-signature`, `list-rolled-back`.
    """
    before = PublishedList.objects.filter(name=TRUST).values_list("sequence", flat=True).first() or 0
    trust = trust_list.read(signed, root=root_of(), known=before)
    put_out(TRUST, signed, sequence=trust.sequence, now=now)
    return trust


def unsigned_trust(*, now: datetime) -> TrustList:
    """Write all keys of the register as the next list, for the root to sign."""
    before = PublishedList.objects.filter(name=TRUST).values_list("sequence", flat=True).first() or 0
    return TrustList(sequence=before + 1, issued_at=int(now.timestamp()), keys=trusted_keys())


def publish_trust_of_demo(*, now: datetime) -> int:
    """Sign and publish what changed in the register of a demo; does nothing in a real installation."""
    if not settings.PANAH_DEMO:
        return 0
    keys = trusted_keys()
    if not keys or keys == _published_keys():
        return 0
    root = _demo_root()
    publish_root(root=root.private.public_key(), now=now)
    trust, own = unsigned_trust(now=now), published(ROOT_CERTIFICATE)
    signed = trust_list.make(trust, root=root.private.public_key(), sign=root.sign)
    with transaction.atomic():
        publish_trust(signed=signed, now=now)
        pem = certify(trust, root=root.private, own=own.body if own else b"", now=now)
        publish_certificates(pem=pem, now=now)
    return 1


def _published_keys() -> tuple[trust_list.TrustedKey, ...] | None:
    body = PublishedList.objects.filter(name=TRUST).values_list("body", flat=True).first()
    return trust_list.read(bytes(body), root=root_of()).keys if body is not None else None


def _demo_root() -> FileSigner:
    folder = KeyFolder(Path(settings.PANAH_DATA) / "root", settings.PANAH_SIGNER_SECRET)
    names = sorted(folder.folder.glob("*.pem"))
    name = bytes.fromhex(names[0].stem) if names else key_id(folder.make())
    return folder.signer(name)
