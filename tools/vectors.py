"""Write the test vectors of the paper profile: keys, lists, papers and refusals for other people's verifiers.

python -m tools.vectors            write docs/vectors/papers.json if it is out of date
python -m tools.vectors --check    only say so, and exit 1

The keys are made from their names and sign nothing but these vectors. Signatures are those of RFC 6979, so that the
file comes out the same each time; how zlib packs is left to the machine, so packed forms are compared by content.
"""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from panah.documents.rules.proof import (
    claims,
    cose,
    judging,
    mrz,
    number_index,
    printed,
    status_list,
    trust_list,
)
from panah.documents.rules.proof.number_index import NumberEntry
from panah.documents.rules.proof.paper import Birth, Paper, Sex, StatusReference
from panah.documents.rules.proof.public_keys import ES256, PublicKey, algorithm_of, coordinates, key_id, raw
from panah.documents.rules.proof.status_list import SHARD, Status
from panah.documents.rules.proof.trust_list import KeyState, Purpose, TrustedKey, TrustList

FILE: Final = Path(__file__).parent.parent / "docs" / "vectors" / "papers.json"
PACKED: Final = {"bare", "status_list", "old_status_list"}
"""Fields that hold what zlib has packed."""

NOW: Final = 1_795_000_000
DAY: Final = 86_400
PAGE: Final = "https://panah.test/"
SHARD_URI: Final = f"{PAGE}s/7"
CODE: Final = "K7M4P2XW9Q"
_DETERMINISTIC: Final = ECDSA(SHA256(), deterministic_signing=True)


@dataclass(frozen=True)
class Key:
    """A test key: its name, its secret, and how it signs."""

    name: str
    secret: bytes
    public: PublicKey
    sign: Callable[[bytes], bytes]


def p256(name: str) -> Key:
    """Make the ES256 key of a name."""
    secret = sha256(f"panah test key {name}".encode()).digest()
    private = derive_private_key(int.from_bytes(secret), SECP256R1())
    return Key(name, secret, private.public_key(), lambda tbs: raw(private.sign(tbs, _DETERMINISTIC)))


def ed25519(name: str) -> Key:
    """Make the EdDSA key of a name."""
    secret = sha256(f"panah test key {name}".encode()).digest()
    private = Ed25519PrivateKey.from_private_bytes(secret)
    return Key(name, secret, private.public_key(), private.sign)


ROOT, CARDS, LOST = p256("root"), p256("cards"), p256("lost-cards")
PAPERS, STATUS, STRANGER = ed25519("papers"), p256("status"), p256("stranger")
LOST_SINCE: Final = NOW - 5 * DAY

CARD: Final = Paper(
    issuer="https://panah.test",
    type="amayesh",
    issued_at=NOW - 10 * DAY,
    expires_at=NOW + 355 * DAY,
    number=CODE,
    name="محمدعلی رضایی",
    name_latin="Mohammad Ali Rezaei",
    birth=Birth.on(19880102),
    sex=Sex.MALE,
    nationality="AFG",
    legal_status="refugee",
    country="IRN",
    status=StatusReference(SHARD_URI, SHARD - 1),
)
PASS: Final = Paper(
    issuer="https://panah.test",
    type="exit-pass",
    issued_at=NOW - DAY,
    not_before=NOW - DAY // 2,
    expires_at=NOW + 30 * DAY,
    number="1405/12/345",
    name="گل‌بانو نوری",
    birth=Birth(19880321, 19890320),
    sex=Sex.FEMALE,
    nationality="AFG",
    others=("احمد نوری", "زهرا نوری"),
    details={"border": "dogharun"},
    status=StatusReference(SHARD_URI, 3),
)
LETTER: Final = Paper(
    issuer="https://panah.test", type="letter", issued_at=NOW - DAY, number="1405/1/2", name="لیلا احمدی"
)
MARKED: Final = {0: Status.REVOKED, 1: Status.SUSPENDED, 2: Status.USED, 131_070: Status.REVOKED}


def vectors() -> dict[str, Any]:
    """Give the whole file as values."""
    trust = trusted(sequence=2)
    return {
        "about": "Test vectors of docs/paper-profile.md. The keys are public: believe nothing they sign.",
        "now": NOW,
        "page": PAGE,
        "keys": [_told(key) for key in (ROOT, CARDS, LOST, PAPERS, STATUS, STRANGER)],
        "trust_list": trust_list.make(trust, root=ROOT.public, sign=ROOT.sign).hex(),
        "rolled_back_trust_list": trust_list.make(
            trusted(sequence=1), root=ROOT.public, sign=ROOT.sign
        ).hex(),
        "status_uri": SHARD_URI,
        "marked": {str(index): int(status) for index, status in MARKED.items()},
        "status_list": _status(NOW - 60).hex(),
        "old_status_list": _status(NOW - 2 * DAY).hex(),
        "number_index": _numbers(),
        "papers": [_paper(name, paper, key) for name, paper, key in _papers()],
        "judged": [*_judged(trust)],
        "refused": [
            {"name": name, "token": token.hex(), "reason": reason} for name, token, reason in _refused()
        ],
        "refused_texts": [{"name": name, "text": text, "reason": why} for name, text, why in _texts()],
        "mrz": [_mrz()],
    }


def trusted(*, sequence: int) -> TrustList:
    """The list of the test keys."""
    begins, ends = NOW - 300 * DAY, NOW + 65 * DAY
    cards, papers = frozenset({"amayesh"}), frozenset({"exit-pass", "letter"})
    return TrustList(
        sequence,
        NOW - DAY,
        (
            TrustedKey(CARDS.public, Purpose.CARD, cards, begins, ends),
            TrustedKey(LOST.public, Purpose.CARD, cards, begins, ends, KeyState.COMPROMISED, LOST_SINCE),
            TrustedKey(PAPERS.public, Purpose.PAPER, papers, begins, ends),
            TrustedKey(STATUS.public, Purpose.STATUS, frozenset(), begins, ends),
        ),
    )


def signed(paper: Paper, key: Key) -> bytes:
    """Sign a paper by any of the keys."""
    return cose.sign(
        claims.encode(paper), sign=key.sign, key_id=key_id(key.public), algorithm=algorithm_of(key.public)
    )


def stale() -> bool:
    """Whether the file is missing or says something else than the code does, packed forms left aside."""
    return not FILE.is_file() or _plain(FILE.read_text(encoding="utf-8")) != _plain(_written())


def _written() -> str:
    return json.dumps(vectors(), ensure_ascii=False, indent=1) + "\n"


def _plain(text: str) -> Any:
    """Read the file's values without those that are packed."""
    return json.loads(
        text, object_hook=lambda told: {name: told[name] for name in told if name not in PACKED}
    )


def _told(key: Key) -> dict[str, Any]:
    x, y = coordinates(key.public)
    told = {"name": key.name, "algorithm": "ES256" if algorithm_of(key.public) == ES256 else "EdDSA"}
    return told | {"kid": key_id(key.public).hex(), "private": key.secret.hex(), "x": x.hex(), "y": y.hex()}


def _status(made_at: int) -> bytes:
    bits = status_list.pack(MARKED.items())
    return status_list.make(bits, uri=SHARD_URI, now=made_at, sign=STATUS.sign, key_id=key_id(STATUS.public))


def _numbers() -> dict[str, Any]:
    shard, tag = number_index.hashed(CODE)
    entry = NumberEntry(8 * SHARD - 1, CARD.type, CARD.expires_at)
    token = number_index.make(
        shard, [(tag, entry)], now=NOW - 60, sign=STATUS.sign, key_id=key_id(STATUS.public)
    )
    return {"code": CODE, "shard": shard, "tag": tag.hex(), "entry": asdict(entry), "token": token.hex()}


def _papers() -> Iterator[tuple[str, Paper, Key]]:
    yield "full-card", CARD, CARDS
    yield "exit-pass", PASS, PAPERS
    yield "letter-without-end", LETTER, PAPERS


def _paper(name: str, paper: Paper, key: Key) -> dict[str, Any]:
    token = signed(paper, key)
    parts = cose.read(token)
    return {
        "name": name,
        "key": key.name,
        "paper": {part: value for part, value in asdict(paper).items() if value},
        "payload": parts.payload.hex(),
        "signed": parts.signed.hex(),
        "token": token.hex(),
        "address": printed.address(token, page=PAGE),
        "bare": printed.bare(token),
    }


def _judged(trust: TrustList) -> Iterator[dict[str, Any]]:
    """Papers that a trusted key has signed, each with the three lights it gets."""
    now_list = status_list.read(_status(NOW - 60), trust=trust, uri=SHARD_URI)
    old_list = status_list.read(_status(NOW - 2 * DAY), trust=trust, uri=SHARD_URI)
    before = replace(CARD, issued_at=LOST_SINCE - DAY)
    for name, paper, key, at, lists in [
        ("valid", CARD, CARDS, NOW, "status_list"),
        ("valid-old-list", CARD, CARDS, NOW, "old_status_list"),
        ("valid-no-list", CARD, CARDS, NOW, None),
        ("revoked", replace(CARD, status=StatusReference(SHARD_URI, 0)), CARDS, NOW, "status_list"),
        ("revoked-old-list", replace(CARD, status=StatusReference(SHARD_URI, 0)), CARDS, NOW, "old_status_list"),
        ("suspended", replace(CARD, status=StatusReference(SHARD_URI, 1)), CARDS, NOW, "status_list"),
        ("used", replace(PASS, status=StatusReference(SHARD_URI, 2)), PAPERS, NOW, "status_list"),
        ("expired", CARD, CARDS, NOW + 355 * DAY, "status_list"),
        ("not-yet", replace(PASS, not_before=NOW + DAY), PAPERS, NOW, "status_list"),
        ("without-end-or-status", LETTER, PAPERS, NOW + 900 * DAY, "status_list"),
        ("before-key-was-lost", before, LOST, NOW, "status_list"),
        ("after-key-was-lost", replace(before, issued_at=LOST_SINCE), LOST, NOW, "status_list"),
        ("clock-behind", CARD, CARDS, 0, "status_list"),
    ]:  # fmt: skip
        token = signed(paper, key)
        known = {"status_list": now_list, "old_status_list": old_list}
        found = {SHARD_URI: known[lists]} if lists else {}
        got = judging.judge(token, trust=trust, lists=found, now=at)
        lights = {"authentic": got.authentic, "in_date": got.in_date, "status": got.status}
        told = {light: asdict(verdict) if verdict else None for light, verdict in lights.items()}
        yield {"name": name, "token": token.hex(), "now": at, "list": lists, **told}


def _refused() -> Iterator[tuple[str, bytes, str]]:
    """Tokens that no verifier may believe."""
    token = signed(CARD, CARDS)
    payload, signature = cose.read(token).payload, token[-64:]
    kid = key_id(CARDS.public)
    yield "unknown-key", signed(CARD, STRANGER), "unknown-key"
    yield "status-key-signs-a-paper", signed(CARD, STATUS), "wrong-purpose"
    yield "key-of-other-types", signed(LETTER, CARDS), "wrong-purpose"
    yield "before-the-time-of-the-key", signed(replace(CARD, issued_at=1), CARDS), "wrong-purpose"
    yield "signature-of-another", token[:-64] + signed(PASS, PAPERS)[-64:], "bad-signature"
    yield "signature-of-nothing", token[:-64] + bytes(64), "bad-signature"
    yield "name-changed", token.replace("رضایی".encode(), "رضائی".encode()), "bad-signature"
    other = cose.sign(payload, sign=CARDS.sign, key_id=kid, algorithm=-8)
    yield "algorithm-of-another-key", other, "bad-signature"
    yield "algorithm-unknown", cose.sign(payload, sign=CARDS.sign, key_id=kid, algorithm=-35), "malformed"
    yield (
        "kind-of-a-list",
        cose.sign(payload, sign=CARDS.sign, key_id=kid, kind=status_list.KIND),
        "malformed",
    )
    yield "open-header-not-empty", token.replace(b"\xa0\x58", b"\xa1\x04\x40\x58", 1), "malformed"
    yield "header-longer-than-needed", token.replace(b"\x84\x4d", b"\x84\x58\x0d", 1), "malformed"
    yield "tag-missing", token[1:], "malformed"
    yield "tag-of-a-web-token-first", b"\xd8\x3d" + token, "malformed"
    yield "tag-longer-than-needed", b"\xd8\x12" + token[1:], "malformed"
    yield "array-without-length", b"\xd2\x9f" + token[2:] + b"\xff", "malformed"
    yield "a-byte-too-many", token + b"\x00", "malformed"
    yield "a-byte-too-few", token[:-1], "malformed"
    yield (
        "signature-of-65-bytes",
        token[:-66] + b"\x58\x41" + signature[:32] + b"\x00" + signature[32:],
        "malformed",
    )
    for name, changed in _other_payloads(payload):
        yield name, cose.sign(changed, sign=CARDS.sign, key_id=kid), "malformed"


def _other_payloads(payload: bytes) -> Iterator[tuple[str, bytes]]:
    """Payloads that the right key has signed all the same: whoever signs must not be able to say them."""
    birth = b"\x08\x6819880102"
    yield "birth-as-a-number", payload.replace(birth, b"\x08\x1a\x01\x2f\x5b\x06")
    yield "birth-on-no-day", payload.replace(b"19880102", b"19880230")
    yield "sex-unknown-to-the-claim", payload.replace(birth + b"\x09\x01", birth + b"\x09\x04")
    yield "sex-as-a-float", payload.replace(birth + b"\x09\x01", birth + b"\x09\xf9\x3c\x00")
    yield "claim-twice", payload.replace(birth + b"\x09\x01", birth + b"\x08\x01")
    yield "no-claims", b"\xa0"
    yield "not-a-map", b"\x80"


def _texts() -> Iterator[tuple[str, str, str]]:
    """What a camera reads that is no paper of ours, or one of ours in a form nobody prints."""
    address = printed.address(signed(CARD, CARDS), page=PAGE)
    yield "another-page", "https://panah.test/", "foreign-code"
    yield "another-fragment", "https://panah.test/#top", "foreign-code"
    yield "a-sentence", "سلام", "foreign-code"
    yield "a-telephone-number", "tel:+982112345678", "foreign-code"
    yield "a-health-certificate", "HC1:6BF%RN%20", "foreign-code"
    yield "small-letters", address[: len(PAGE)] + address[len(PAGE) :].lower(), "foreign-code"
    yield "letters-lost", address[:-3], "malformed"
    yield "padding", f"{address}====", "malformed"


def _mrz() -> dict[str, Any]:
    td1 = mrz.Td1(
        document_code="I",
        issuer="IRN",
        number=CODE,
        birth=mrz.birth_field(Birth.on(19880102)),
        sex="M",
        expiry="271103",
        nationality="AFG",
        surname="Rezaei",
        given="Mohammad Ali",
    )
    return {"td1": asdict(td1), "lines": list(mrz.write(td1))}


def main(argv: list[str]) -> int:
    """Write or only check; returns the exit code."""
    if not stale():
        return 0
    print("docs/vectors/papers.json is out of date")
    if "--check" in argv:
        return 1
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(_written(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
