"""The key that signs files today, with the certificates a reader believes it by."""

from dataclasses import dataclass
from datetime import datetime

from panah.documents.gateways.signers import key_holder
from panah.documents.keys.port import KeyRefused, Signer
from panah.documents.models import DocumentKey, PublishedList
from panah.documents.queries.lists import ROOT_CERTIFICATE, certificate_name
from panah.documents.rules.proof.trust_list import KeyState, Purpose


@dataclass(frozen=True, slots=True)
class FileSeal:
    """Whose signature goes into a file: a key of the register (its number), its certificate and the root's (DER)."""

    key: int
    signer: Signer
    certificate: bytes
    root: bytes


def file_seal(*, now: datetime) -> FileSeal:
    """Put the newest key that may sign files at a moment to work.

    Raises KeyRefused: `key-missing`; `certificate-missing` until the root has certified one (`./panah keys publish`);
    `key-locked`, `key-in-web-process`.
    """
    holder = key_holder()
    active = DocumentKey.objects.filter(
        purpose=Purpose.FILE, state=KeyState.ACTIVE, not_before__lte=now, not_after__gte=now
    )
    names = {certificate_name(bytes.fromhex(key.name)): key for key in active.order_by("not_before", "pk")}
    if not names:
        raise KeyRefused("key-missing", purpose=Purpose.FILE.value)
    rows = PublishedList.objects.filter(name__in=[ROOT_CERTIFICATE, *names]).values_list("name", "body")
    found = {name: bytes(body) for name, body in rows}
    certified = [name for name in names if name in found]
    if not certified or ROOT_CERTIFICATE not in found:
        raise KeyRefused("certificate-missing", key=next(reversed(names.values())).name)
    key = names[certified[-1]]
    signer = holder.signer(bytes.fromhex(key.name))
    return FileSeal(key.pk, signer, found[certified[-1]], found[ROOT_CERTIFICATE])
