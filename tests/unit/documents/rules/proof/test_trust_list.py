"""Keys are trusted as the root says, and a list of yesterday never takes the place of today's."""

from dataclasses import replace

import cbor2
import pytest

from panah.documents.rules.proof import cbor, cose, trust_list
from panah.documents.rules.proof.public_keys import key_id
from panah.documents.rules.proof.reasons import Reason, Refused
from panah.documents.rules.proof.trust_list import KIND, KeyState, Purpose, TrustedKey, TrustList
from unit.documents.rules.proof.made import (
    CARDS,
    LOST,
    MODERN,
    NOW,
    PAPERS,
    ROOT,
    STATUS,
    STRANGER,
    TRUST,
    Key,
    trusted,
)


def made(trust: TrustList = TRUST, key: Key = ROOT) -> bytes:
    return trust_list.make(trust, root=key.public, sign=key.sign)


def refusal(token: bytes, known: int = 0) -> str:
    with pytest.raises(Refused) as refused:
        trust_list.read(token, root=ROOT.public, known=known)
    return f"{refused.value.reason} {refused.value.why}".strip()


def test_the_list_is_read_back_as_the_root_signed_it() -> None:
    read = trust_list.read(made(), root=ROOT.public)
    assert (read.sequence, read.issued_at) == (TRUST.sequence, TRUST.issued_at)
    assert [key.id for key in read.keys] == [CARDS.id, PAPERS.id, MODERN.id, STATUS.id, LOST.id]
    assert [replace(key, public=CARDS.public) for key in read.keys] == [
        replace(key, public=CARDS.public) for key in TRUST.keys
    ]


def test_a_root_may_be_of_either_kind() -> None:
    token = made(key=MODERN)
    assert trust_list.read(token, root=MODERN.public).sequence == TRUST.sequence


def test_an_older_list_is_refused_and_the_same_one_is_not() -> None:
    assert refusal(made(), known=TRUST.sequence + 1) == "list-rolled-back"
    assert trust_list.read(made(), root=ROOT.public, known=TRUST.sequence).sequence == TRUST.sequence


def test_only_the_root_is_believed() -> None:
    assert refusal(made(key=STRANGER)) == "unknown-key root"
    as_root = cose.sign(cose.read(made(), kind=KIND).payload, sign=STRANGER.sign, key_id=ROOT.id, kind=KIND)
    assert refusal(as_root) == "bad-signature root"
    as_other = cose.sign(b"\xa0", sign=ROOT.sign, key_id=ROOT.id, kind=KIND, algorithm=-8)
    assert refusal(as_other) == "bad-signature root"


def test_every_bit_of_the_list_counts() -> None:
    token = made(TrustList(1, NOW, (trusted(CARDS, Purpose.CARD, "amayesh"),)))
    for bit in range(len(token) * 8):
        flipped = bytearray(token)
        flipped[bit // 8] ^= 1 << bit % 8
        assert refusal(bytes(flipped))


def test_a_key_is_named_by_its_own_hash() -> None:
    assert trusted(CARDS, Purpose.CARD).id == key_id(CARDS.public)
    with pytest.raises(Refused, match="key-twice"):
        TrustList(1, NOW, (trusted(CARDS, Purpose.CARD), trusted(CARDS, Purpose.PAPER)))


def test_a_lost_key_says_since_when_and_no_other_does() -> None:
    with pytest.raises(Refused, match="key-state"):
        trusted(CARDS, Purpose.CARD, state=KeyState.COMPROMISED)
    with pytest.raises(Refused, match="key-state"):
        trusted(CARDS, Purpose.CARD, since=NOW)
    with pytest.raises(Refused, match="key-times"):
        TrustedKey(CARDS.public, Purpose.CARD, frozenset(), 5, 4)


def entry(**changed: object) -> list[dict[int, object]]:
    """One entry of a list as it is written, with some of it changed."""
    payload = cose.read(made(), kind=KIND).payload
    first: dict[int, object] = cbor2.loads(payload)[3][0]
    for key, value in changed.items():
        first[int(key.removeprefix("_"))] = value
        if value is None:
            del first[int(key.removeprefix("_"))]
    return [first]


@pytest.mark.parametrize(
    ("payload", "why"),
    [
        ({}, "trust-list"),
        ({1: 1, 2: NOW}, "trust-list"),
        ({1: "1", 2: NOW, 3: []}, "trust-list"),
        ({1: 1, 2: NOW, 3: [], 4: 1}, "trust-list"),
        ({1: 1, 2: NOW, 3: ["key"]}, "key"),
        ({1: 1, 2: NOW, 3: entry(_1=b"12345678")}, "key-id"),
        ({1: 1, 2: NOW, 3: entry(_2=-35)}, "key-length"),
        ({1: 1, 2: NOW, 3: entry(_4=None)}, "key-length"),
        ({1: 1, 2: NOW, 3: entry(_4=bytes(32))}, "key-on-no-curve"),
        ({1: 1, 2: NOW, 3: entry(_4="y")}, "key"),
        ({1: 1, 2: NOW, 3: entry(_5="root")}, "key"),
        ({1: 1, 2: NOW, 3: entry(_6=[1])}, "key"),
        ({1: 1, 2: NOW, 3: entry(_6="amayesh")}, "key"),
        ({1: 1, 2: NOW, 3: entry(_7=NOW, _8=NOW - 1)}, "key-times"),
        ({1: 1, 2: NOW, 3: entry(_9=3)}, "key"),
        ({1: 1, 2: NOW, 3: entry(_9=2)}, "key-state"),
        ({1: 1, 2: NOW, 3: entry(_10=5)}, "key-state"),
        ({1: 1, 2: NOW, 3: entry(_10="now")}, "key"),
        ({1: 1, 2: NOW, 3: entry(_11=1)}, "key"),
        ({1: 1, 2: NOW, 3: entry() * 2}, "key-twice"),
    ],
)
def test_a_list_of_another_shape_is_refused_whole(payload: object, why: str) -> None:
    data = cbor2.dumps(payload, canonical=True)
    assert refusal(cose.sign(data, sign=ROOT.sign, key_id=ROOT.id, kind=KIND)) == f"malformed {why}"


def test_a_list_key_signs_no_papers_and_a_lost_one_no_lists() -> None:
    payload = cbor.encode({1: 1})
    for key, reason in (
        (CARDS, Reason.WRONG_PURPOSE),
        (STRANGER, Reason.UNKNOWN_KEY),
    ):
        signed = cose.read(cose.sign(payload, sign=key.sign, key_id=key.id))
        with pytest.raises(Refused, match=reason):
            TRUST.signer_of_list(signed, NOW)
    lost = TrustList(1, NOW, (trusted(STATUS, Purpose.STATUS, state=KeyState.COMPROMISED, since=NOW),))
    signed = cose.read(cose.sign(payload, sign=STATUS.sign, key_id=STATUS.id))
    with pytest.raises(Refused, match="compromised-key"):
        lost.signer_of_list(signed, NOW - 1)
    with pytest.raises(Refused, match="time"):
        TRUST.signer_of_list(signed, 0)
    assert TRUST.signer_of_list(signed, NOW).id == STATUS.id
