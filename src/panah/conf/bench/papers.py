"""Papers that prove themselves: how fast a code is made and judged beside a bare signature, and how large all is."""

import secrets
from collections.abc import Iterator
from random import Random
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from django.db import connection

from panah.conf.bench.measuring import Figure, alternate
from panah.documents.gateways.signers.file import FileSigner
from panah.documents.rules.proof import printed, proving, status_list
from panah.documents.rules.proof.paper import Birth, Paper, Sex, StatusReference
from panah.documents.rules.proof.public_keys import key_id
from panah.documents.rules.proof.status_list import SHARD, Status
from panah.documents.rules.proof.trust_list import Purpose, TrustedKey, TrustList

MANY: Final = 1_000
SITE: Final = "https://v.panah.ir"
NOW: Final = 1_795_000_000
YEAR: Final = 365 * 86_400
FULL: Final = Paper(
    issuer=SITE,
    type="amayesh-card",
    issued_at=NOW,
    expires_at=NOW + YEAR,
    number="2044180971",
    name="ملیحه صادقی",
    name_latin="MALIHEH SADEQI",
    birth=Birth.on(19970805),
    sex=Sex.FEMALE,
    nationality="AFG",
    legal_status="Refugee",
    status=StatusReference(f"{SITE}/s/7", 104_857),
)
ALGORITHM: Final = ECDSA(SHA256())


def tokens() -> Iterator[Figure]:
    """Papers a second over bare signatures a second, made and judged; CPU of this process."""
    private = generate_private_key(SECP256R1())
    public = private.public_key()
    name = key_id(public)
    signer = FileSigner(name, private)
    key = TrustedKey(public, Purpose.CARD, frozenset({"amayesh-card"}), NOW - 1, NOW + YEAR)
    trust = TrustList(1, NOW, (key,))
    text = secrets.token_bytes(260)
    bare = private.sign(text, ALGORITHM)
    token = proving.issue(FULL, sign=signer.sign, key_id=name)

    def sign_bare() -> None:
        for _ in range(MANY):
            private.sign(text, ALGORITHM)

    def issue() -> None:
        for _ in range(MANY):
            proving.issue(FULL, sign=signer.sign, key_id=name)

    def verify_bare() -> None:
        for _ in range(MANY):
            public.verify(bare, text, ALGORITHM)

    def prove() -> None:
        for _ in range(MANY):
            proving.prove(token, trust)

    for what, floor, subject in (("issued", sign_bare, issue), ("judged", verify_bare, prove)):
        bare_seconds, seconds = alternate(floor, subject)
        yield Figure(
            f"papers {what}, a second, over bare ES256",
            connection.vendor,
            MANY / seconds,
            MANY / bare_seconds,
            0.6,
            at_least=True,
        )


def sizes() -> Iterator[Figure]:
    """Bytes of a full card's token, version of its square, and bytes of the status of a million papers."""
    private = generate_private_key(SECP256R1())
    signer = FileSigner(key_id(private.public_key()), private)
    token = proving.issue(FULL, sign=signer.sign, key_id=signer.key_id)
    yield Figure("token of a full card, bytes", connection.vendor, len(token), 300, 1.0)
    square = printed.address_square(token, page=f"{SITE}/")
    yield Figure("its square, QR version", connection.vendor, printed.version_of(square), 13, 1.0)
    yield Figure("status of 2^20 papers, 2 % revoked, bytes", connection.vendor, _status(signer), 32_768, 1.0)


def _status(signer: FileSigner) -> int:
    chance, total = Random(1405), 0  # noqa: S311  # the same marks each time
    for shard in range((1 << 20) // SHARD):
        marked = [(place, Status.REVOKED) for place in chance.sample(range(SHARD), SHARD // 50)]
        total += len(
            status_list.make(
                status_list.pack(marked),
                uri=f"{SITE}/s/{shard}",
                now=NOW,
                sign=signer.sign,
                key_id=signer.key_id,
            )
        )
    return total
