"""The drill «forge»: papers that nobody has signed, by the million, of which none may be believed."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from panah.conf.drill.forgeries import FORGERIES
from panah.documents.rules.proof import claims, cose, printed
from panah.documents.rules.proof.paper import Birth, Paper, Sex, StatusReference
from panah.documents.rules.proof.proving import prove
from panah.documents.rules.proof.public_keys import EDDSA, ES256, PublicKey, key_id, raw
from panah.documents.rules.proof.reasons import Refused
from panah.documents.rules.proof.trust_list import KeyState, Purpose, TrustedKey, TrustList

SHOWN: Final = 20
"""Failures that are kept to be looked at."""

_DAY: Final = 86_400
_NOW: Final = 1_790_000_000
_ES256: Final = ECDSA(SHA256(), deterministic_signing=True)
"""The same each time, so that a seed forges the same papers again."""


@dataclass(slots=True)
class Report:
    """What came of it: why forgeries were refused, those that were believed or broke something, the longest time.

    `slowest` is in seconds of processor time, of the kind `slowest_kind`.
    """

    seed: int
    tried: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    accepted: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_kind: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether no forgery was believed and nothing but a refusal came of any."""
        return not self.accepted and not self.broken


def forge(count: int, seed: int) -> Report:
    """Forge so many papers, each kind in turn, and show them to the verifier."""
    chance = Random(seed)  # noqa: S311  # no secret is drawn
    genuine, trust = _genuine()
    known, report = set(genuine), Report(seed)
    while report.tried < count:
        kind = FORGERIES[report.tried % len(FORGERIES)]
        _try(kind(chance, genuine), kind.__name__, known, trust, report)
    return report


def _try(forged: bytes | str, kind: str, known: set[bytes], trust: TrustList, report: Report) -> None:
    """Show one to the verifier; what came out as it was before is none, and is not counted."""
    begun = time.process_time()
    try:
        token = printed.read(forged) if isinstance(forged, str) else forged
        if token in known:
            return
        prove(token, trust)
        _keep(report.accepted, f"{kind}: {forged!r}")
    except Refused as refused:
        report.refused[refused.code] = report.refused.get(refused.code, 0) + 1
    except Exception as error:  # noqa: BLE001  # whatever else comes of a forgery is what the drill looks for
        _keep(report.broken, f"{kind}: {error!r}: {forged!r}")
    took = time.process_time() - begun
    report.tried += 1
    if took > report.slowest:
        report.slowest, report.slowest_kind = took, kind


def _keep(failures: list[str], failure: str) -> None:
    """Count a failure; only the first ones are kept in full."""
    failures.append(failure if len(failures) < SHOWN else "")


def _genuine() -> tuple[list[bytes], TrustList]:
    """Make four genuine papers of three keys, and the list that trusts those."""
    card, paper = derive_private_key(1405, SECP256R1()), derive_private_key(1406, SECP256R1())
    modern = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    tokens = [
        _signed(_CARD, card.public_key(), lambda tbs: raw(card.sign(tbs, _ES256))),
        _signed(_PASS, paper.public_key(), lambda tbs: raw(paper.sign(tbs, _ES256))),
        _signed(_SLIP, paper.public_key(), lambda tbs: raw(paper.sign(tbs, _ES256))),
        _signed(_LETTER, modern.public_key(), modern.sign, EDDSA),
    ]
    keys = (
        _trusted(card.public_key(), Purpose.CARD, "amayesh"),
        _trusted(paper.public_key(), Purpose.PAPER, "exit-pass", "slip"),
        _trusted(modern.public_key(), Purpose.PAPER, "letter"),
    )
    return tokens, TrustList(1, _NOW, keys)


def _signed(paper: Paper, public: PublicKey, sign: Callable[[bytes], bytes], algorithm: int = ES256) -> bytes:
    return cose.sign(claims.encode(paper), sign=sign, key_id=key_id(public), algorithm=algorithm)


def _trusted(public: PublicKey, purpose: Purpose, *types: str) -> TrustedKey:
    return TrustedKey(public, purpose, frozenset(types), _NOW - _DAY, _NOW + 365 * _DAY, KeyState.ACTIVE)


_CARD: Final = Paper(
    issuer="https://panah.test",
    type="amayesh",
    issued_at=_NOW,
    expires_at=_NOW + 365 * _DAY,
    number="K7M4P2XW9Q",
    name="محمدعلی رضایی",
    name_latin="Mohammad Ali Rezaei",
    birth=Birth.on(19880102),
    sex=Sex.MALE,
    nationality="AFG",
    legal_status="refugee",
    country="IRN",
    status=StatusReference("https://panah.test/s/7", 131_071),
)
_PASS: Final = Paper(
    issuer="https://panah.test",
    type="exit-pass",
    issued_at=_NOW,
    expires_at=_NOW + 30 * _DAY,
    number="1405/12/345",
    name="گل‌بانو نوری",
    birth=Birth(19880321, 19890320),
    sex=Sex.FEMALE,
    nationality="AFG",
    others=("احمد نوری", "زهرا نوری"),
    details={"border": "dogharun"},
    status=StatusReference("https://panah.test/s/0", 5),
)
_SLIP: Final = Paper(issuer="https://panah.test", type="slip", issued_at=_NOW, expires_at=_NOW + _DAY)
_LETTER: Final = Paper(issuer="https://panah.test", type="letter", issued_at=_NOW, number="1405/1/2")
