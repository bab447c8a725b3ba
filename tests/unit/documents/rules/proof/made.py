"""Test keys, a full card, and papers made up at random."""

from random import Random

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, derive_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256

from panah.documents.rules.proof import claims, cose
from panah.documents.rules.proof.cose import Sign
from panah.documents.rules.proof.paper import Birth, Paper, Sex, StatusReference
from panah.documents.rules.proof.public_keys import PublicKey, algorithm_of, key_id, raw
from panah.documents.rules.proof.trust_list import KeyState, Purpose, TrustedKey, TrustList

NOW = 1_795_000_000
DAY = 86_400
PAGE = "https://panah.test/"
SHARD_URI = "https://panah.test/s/7"
ES256 = ECDSA(SHA256())


class Key:
    """A private key of a test, made from a number."""

    def __init__(self, number: int, *, modern: bool = False) -> None:
        if modern:
            self._edwards = Ed25519PrivateKey.from_private_bytes(number.to_bytes(32))
            self.public: PublicKey = self._edwards.public_key()
            self.sign: Sign = self._edwards.sign
        else:
            self.private = derive_private_key(number, SECP256R1())
            self.public = self.private.public_key()
            self.sign = self._sign
        self.id = key_id(self.public)

    def _sign(self, signed: bytes) -> bytes:
        return raw(self.private.sign(signed, ES256))


ROOT, CARDS, PAPERS, STATUS, LOST, STRANGER = (Key(1405 + number) for number in range(6))
MODERN = Key(7, modern=True)

CARD = Paper(
    issuer="https://panah.test",
    type="amayesh",
    issued_at=NOW - 10 * DAY,
    expires_at=NOW + 355 * DAY,
    number="K7M4P2XW9Q",
    name="محمدعلی رضایی",
    name_latin="Mohammad Ali Rezaei",
    birth=Birth.on(19880102),
    sex=Sex.MALE,
    nationality="AFG",
    legal_status="refugee",
    country="IRN",
    status=StatusReference(SHARD_URI, 131_071),
)
LETTER = Paper(issuer="https://panah.test", type="letter", issued_at=NOW - DAY, number="1405/1/2")


def trusted(
    key: Key, purpose: Purpose, *types: str, state: KeyState = KeyState.ACTIVE, since: int | None = None
) -> TrustedKey:
    """A key that may sign from 300 days ago for 65 days more."""
    kinds = frozenset(types)
    return TrustedKey(key.public, purpose, kinds, NOW - 300 * DAY, NOW + 65 * DAY, state, since)


TRUST = TrustList(
    5,
    NOW - DAY,
    (
        trusted(CARDS, Purpose.CARD, "amayesh", "hoviat"),
        trusted(PAPERS, Purpose.PAPER, "letter", "exit-pass"),
        trusted(MODERN, Purpose.PAPER, "letter"),
        trusted(STATUS, Purpose.STATUS),
        trusted(LOST, Purpose.CARD, "amayesh", state=KeyState.COMPROMISED, since=NOW - 5 * DAY),
    ),
)


def token_of(paper: Paper, key: Key = CARDS) -> bytes:
    return cose.sign(claims.encode(paper), sign=key.sign, key_id=key.id, algorithm=algorithm_of(key.public))


def random_paper(chance: Random) -> Paper:
    """Some card; every part of it that may be missing sometimes is."""

    def sometimes[T](value: T, otherwise: T) -> T:
        return value if chance.random() < 0.8 else otherwise

    def words(letters: str) -> str:
        return " ".join(
            "".join(chance.choice(letters) for _ in range(chance.randint(1, 9)))
            for _ in range(chance.randint(1, 3))
        )

    def day(year: int) -> int:
        return year * 10_000 + chance.randint(1, 12) * 100 + chance.randint(1, 28)

    persian, latin = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآئ\u200c", "ABCdefghijklmnopqrstuvwxyz'-"
    year = chance.randint(1900, 2026)
    birth = sometimes(Birth.on(day(year)), Birth(day(year), day(year + 1)))
    status = StatusReference(f"https://panah.test/s/{chance.randrange(9)}", chance.randrange(131_072))
    return Paper(
        issuer="https://panah.test",
        type=chance.choice(["amayesh", "hoviat"]),
        issued_at=NOW - chance.randrange(100 * DAY),
        not_before=sometimes(NOW - chance.randrange(100 * DAY), None),
        expires_at=sometimes(NOW + chance.randrange(10_000 * DAY), None),
        number=sometimes(f"1405/{chance.randrange(99)}/{chance.randrange(9_999)}", ""),
        name=sometimes(words(persian), ""),
        name_latin=sometimes(words(latin), ""),
        birth=sometimes(birth, None),
        sex=sometimes(chance.choice(list(Sex)), None),
        nationality=sometimes(chance.choice(["AFG", "IRQ", "XXA"]), ""),
        legal_status=sometimes("refugee", ""),
        country=sometimes("IRN", ""),
        others=tuple(words(persian) for _ in range(sometimes(0, chance.randrange(5)))),
        details={chance.choice(["border", "route", "card_no"]): sometimes("dogharun", "milak")},
        status=sometimes(status, None),
    )
