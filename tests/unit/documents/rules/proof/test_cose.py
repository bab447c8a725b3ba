"""A token is believed whole or not at all; a paper is known by what it says, never by its bytes."""

from dataclasses import replace
from typing import Any

import cbor2
import pytest

from panah.documents.rules.proof import claims, cose
from panah.documents.rules.proof.proving import issue, prove
from panah.documents.rules.proof.public_keys import (
    EDDSA,
    ES256,
    coordinates,
    from_coordinates,
    key_id,
    verifies,
)
from panah.documents.rules.proof.reasons import Reason, Refused
from unit.documents.rules.proof.made import (
    CARD,
    CARDS,
    DAY,
    LETTER,
    LOST,
    MODERN,
    NOW,
    PAPERS,
    STATUS,
    STRANGER,
    TRUST,
    token_of,
)

ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
KIND = "application/statuslist+cwt"
TOKEN = token_of(CARD)


def refusal(token: bytes) -> str:
    with pytest.raises(Refused) as refused:
        prove(token, TRUST)
    return f"{refused.value.reason} {refused.value.why}".strip()


def parts() -> list[Any]:
    return list(cbor2.loads(TOKEN).value)


def built(*parts: object) -> bytes:
    return cbor2.dumps(cbor2.CBORTag(18, list(parts)))


def test_a_genuine_paper_is_believed_and_says_what_was_signed() -> None:
    proof = prove(issue(CARD, sign=CARDS.sign, key_id=CARDS.id), TRUST)
    assert (proof.paper, proof.key.id, proof.is_doubted) == (CARD, CARDS.id, False)
    assert prove(token_of(LETTER, MODERN), TRUST).paper == LETTER


def test_the_token_of_a_full_card_is_no_longer_than_300_bytes() -> None:
    assert len(TOKEN) <= 300


def test_the_token_is_what_rfc_9052_says() -> None:
    protected, unsigned, payload, signature = parts()
    assert cbor2.loads(protected) == {1: -7, 4: CARDS.id}
    assert (unsigned, payload, len(signature)) == ({}, claims.encode(CARD), 64)
    signed = cbor2.dumps(["Signature1", protected, b"", payload])
    assert cose.read(TOKEN).signed == signed
    assert verifies(CARDS.public, signature, signed)


def test_every_single_bit_that_is_turned_makes_it_worthless() -> None:
    believed = []
    for bit in range(len(TOKEN) * 8):
        flipped = bytearray(TOKEN)
        flipped[bit // 8] ^= 1 << bit % 8
        try:
            prove(bytes(flipped), TRUST)
            believed.append(bit)
        except Refused:
            pass
    assert believed == []


def test_every_byte_that_is_lost_or_added_makes_it_worthless() -> None:
    for at in range(len(TOKEN)):
        assert refusal(TOKEN[:at])
        assert refusal(TOKEN[:at] + TOKEN[at + 1 :])
        assert refusal(TOKEN[:at] + b"\x00" + TOKEN[at:])


def test_a_paper_is_known_by_its_claims_and_never_by_the_bytes_of_its_token() -> None:
    r, s = TOKEN[-64:-32], int.from_bytes(TOKEN[-32:])
    twin = TOKEN[:-64] + r + (ORDER - s).to_bytes(32)
    assert twin != TOKEN
    assert prove(twin, TRUST).paper == prove(TOKEN, TRUST).paper == CARD
    assert prove(twin, TRUST).paper.known_by == CARD.known_by
    assert token_of(CARD) != token_of(CARD), "even the issuer signs differently each time"


def test_papers_are_told_apart_by_their_place_and_without_one_by_their_number() -> None:
    assert CARD.known_by == ("https://panah.test", "https://panah.test/s/7", 131_071)
    assert LETTER.known_by == ("https://panah.test", "letter", "1405/1/2")
    assert replace(LETTER, number="1405/1/3").known_by != LETTER.known_by


@pytest.mark.parametrize("header", [{4: b"other"}, {1: -7}, {0: 0}, {"alg": "none"}])
def test_nothing_may_stand_where_nobody_signs_it(header: dict[object, object]) -> None:
    protected, _, payload, signature = parts()
    assert refusal(built(protected, header, payload, signature)).startswith("malformed")
    assert refusal(built(protected, [], payload, signature)) == "malformed not-a-signed-message"


@pytest.mark.parametrize(
    ("header", "why"),
    [
        ({1: -7}, "header"),
        ({1: -7, 4: CARDS.id, 16: KIND}, "header"),
        ({1: -7, 2: [1], 4: CARDS.id}, "header"),
        ({1: "ES256", 4: CARDS.id}, "header"),
        ({1: -7, 4: "12345678"}, "header"),
        ([], "header"),
        ({1: -35, 4: CARDS.id}, "algorithm"),
        ({1: -7, 4: CARDS.id[:7]}, "key-id-length"),
    ],
)
def test_the_signed_header_says_algorithm_and_key_and_nothing_else(header: object, why: str) -> None:
    _, _, payload, signature = parts()
    assert refusal(built(cbor2.dumps(header), {}, payload, signature)) == f"malformed {why}"


def test_a_signature_has_64_bytes_and_is_over_exactly_this() -> None:
    protected, _, payload, signature = parts()
    assert refusal(built(protected, {}, payload, signature[:63])) == "malformed signature-length"
    assert refusal(built(protected, {}, payload, b"\x00" + signature)) == "malformed signature-length"
    for nothing in (bytes(64), b"\xff" * 64, signature[32:] + signature[:32]):
        assert refusal(built(protected, {}, payload, nothing)) == "bad-signature"
    assert refusal(built(protected, {}, claims.encode(LETTER), signature)) == "bad-signature"


def test_the_algorithm_is_bound_to_the_key_and_not_to_what_the_token_says() -> None:
    lied = cose.sign(claims.encode(LETTER), sign=PAPERS.sign, key_id=PAPERS.id, algorithm=EDDSA)
    assert refusal(lied) == "bad-signature algorithm"
    lied = cose.sign(claims.encode(LETTER), sign=MODERN.sign, key_id=MODERN.id, algorithm=ES256)
    assert refusal(lied) == "bad-signature algorithm"


def test_only_a_key_that_may_sign_this_paper_at_this_time_is_believed() -> None:
    assert refusal(token_of(CARD, STRANGER)) == "unknown-key"
    assert refusal(token_of(CARD, STATUS)) == "wrong-purpose purpose"
    assert refusal(token_of(CARD, PAPERS)) == "wrong-purpose type"
    assert refusal(token_of(replace(CARD, issued_at=NOW - 301 * DAY))) == "wrong-purpose time"
    late = replace(CARD, issued_at=NOW + 66 * DAY)
    assert refusal(token_of(late)) == "wrong-purpose time"


def test_what_was_signed_after_a_key_was_lost_is_refused_and_what_came_before_is_doubted() -> None:
    after = replace(CARD, issued_at=NOW - 5 * DAY)
    assert refusal(token_of(after, LOST)) == "compromised-key"
    assert prove(token_of(replace(after, issued_at=after.issued_at - 1), LOST), TRUST).is_doubted


def test_a_list_never_passes_for_a_paper_nor_a_paper_for_a_list() -> None:
    payload = claims.encode(CARD)
    as_list = cose.sign(payload, sign=CARDS.sign, key_id=CARDS.id, kind=KIND)
    assert refusal(as_list) == "malformed header"
    assert cose.read(as_list, kind=KIND).payload == payload
    with pytest.raises(Refused, match="header"):
        cose.read(TOKEN, kind=KIND)


def test_a_signer_that_gives_another_length_is_not_printed() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        cose.sign(b"", sign=lambda _: b"\x30" * 71, key_id=CARDS.id)
    with pytest.raises(ValueError, match="64 bytes"):
        cose.sign(b"", sign=CARDS.sign, key_id=b"short")


def test_a_key_comes_back_from_its_coordinates_under_the_same_name() -> None:
    for key, algorithm in ((CARDS, ES256), (MODERN, EDDSA)):
        assert key_id(from_coordinates(algorithm, *coordinates(key.public))) == key.id


@pytest.mark.parametrize(
    ("algorithm", "x", "y", "why"),
    [
        (ES256, bytes(32), bytes(32), "key-on-no-curve"),
        (ES256, b"\xff" * 32, b"\xff" * 32, "key-on-no-curve"),
        (ES256, bytes(31), bytes(32), "key-length"),
        (ES256, bytes(32), b"", "key-length"),
        (EDDSA, bytes(32), bytes(32), "key-length"),
        (EDDSA, bytes(31), b"", "key-length"),
    ],
)
def test_what_is_no_key_is_refused(algorithm: int, x: bytes, y: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        from_coordinates(algorithm, x, y)
    assert (refused.value.reason, refused.value.why) == (Reason.MALFORMED, why)
