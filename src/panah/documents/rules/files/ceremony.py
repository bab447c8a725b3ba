"""What the root certifies when it signs a trust list: the keys of that list that sign files."""

from datetime import UTC, datetime

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from panah.documents.rules.files.certificates import AUTHORITY, file_certificate, pem_of, root_certificate
from panah.documents.rules.proof.trust_list import KeyState, Purpose, TrustList


def certify(
    trust: TrustList,
    *,
    root: EllipticCurvePrivateKey,
    own: bytes = b"",
    authority: str = AUTHORITY,
    now: datetime,
) -> bytes:
    """Certify the active keys of a list that sign files: PEM, the root's own certificate first.

    `own` is that of the root as it stands (DER), or nothing for a root that has none yet.
    """
    standing = own or root_certificate(root, authority=authority, now=now)
    given = (
        file_certificate(
            key.public,
            root=root,
            root_der=standing,
            authority=authority,
            since=datetime.fromtimestamp(key.not_before, UTC),
        )
        for key in trust.keys
        if key.purpose is Purpose.FILE and key.state is KeyState.ACTIVE
    )
    return pem_of(standing, *given)
