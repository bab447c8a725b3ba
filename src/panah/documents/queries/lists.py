"""Reading what is published: the lists as they are fetched, whole, and the root they rest on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from panah.documents.models import PublishedList
from panah.foundation.errors import NotFound

ROOT_CERTIFICATE: Final = "root.crt"


@dataclass(frozen=True, slots=True)
class Published:
    """A list as it is sent: its bytes, their tag, and when they were signed (UTC)."""

    body: bytes
    etag: str
    made_at: datetime


def published(name: str) -> Published | None:
    """Give a list by its name (`root`, `trust`, `s/0`, `n/7f`), or a certificate (`root.crt`, `c/…`); one query."""
    row = PublishedList.objects.filter(name=name).first()
    return Published(bytes(row.body), row.etag, row.made_at) if row else None


def etag_of(name: str) -> str:
    """Give the tag of a list without its body; empty where there is none."""
    return PublishedList.objects.filter(name=name).values_list("etag", flat=True).first() or ""


def etags_of(*names: str) -> dict[str, str]:
    """Give the tags of those lists that are published, by name; one query."""
    return dict(PublishedList.objects.filter(name__in=names).values_list("name", "etag"))


def certificate_name(key_id: bytes) -> str:
    """Under which name the certificate of a key that signs files is published."""
    return f"c/{key_id.hex()}"


def root_of() -> EllipticCurvePublicKey:
    """Give the root's public key. Raises NotFound("root-missing") until `./panah keys root` was run."""
    found = published("root")
    key = load_der_public_key(found.body) if found else None
    if not isinstance(key, EllipticCurvePublicKey):
        raise NotFound("root-missing")
    return key
