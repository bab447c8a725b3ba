"""The certificates of the keys that sign files: given by the root in the ceremony of the trust list, open to everybody.

The first certificate of a key stands; who imported it never has to do so again.
"""

from collections.abc import Iterable
from datetime import datetime

from panah.documents.models import PublishedList
from panah.documents.operations.publishing.writing import put_out
from panah.documents.queries.lists import ROOT_CERTIFICATE, certificate_name, root_of
from panah.documents.rules.files.certificates import from_pem, is_given_by, is_key, key_of
from panah.documents.rules.proof.public_keys import key_id
from panah.foundation.errors import InvalidInput


def publish_certificates(*, pem: bytes, now: datetime) -> int:
    """Publish the root's certificate and those it gave (PEM, the root's first); returns how many are new.

    Raises InvalidInput("certificate-wrong", "certificate-of-another-root"), NotFound("root-missing").
    """
    found = from_pem(pem)
    if not found or not is_key(key_of(found[0]), root_of()):
        raise InvalidInput("certificate-of-another-root")
    root = _standing(ROOT_CERTIFICATE) or found[0]
    if not all(is_given_by(one, root_der=root) for one in found):
        raise InvalidInput("certificate-of-another-root")
    return _put_out(root, found[1:], now)


def _put_out(root: bytes, given: Iterable[bytes], now: datetime) -> int:
    named = {ROOT_CERTIFICATE: root} | {certificate_name(key_id(key_of(one))): one for one in given}
    standing = set(PublishedList.objects.filter(name__in=named).values_list("name", flat=True))
    new = {name: body for name, body in named.items() if name not in standing}
    for name, body in new.items():
        put_out(name, body, sequence=0, now=now)
    return len(new)


def _standing(name: str) -> bytes:
    body = PublishedList.objects.filter(name=name).values_list("body", flat=True).first()
    return bytes(body) if body is not None else b""
