"""The state of a million papers in some thirty kilobytes, as the IETF's draft packs it."""

import zlib
from random import Random

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.proof import cose, status_list
from panah.documents.rules.proof.reasons import Refused
from panah.documents.rules.proof.status_list import KIND, SHARD, Status, StatusList, pack, shard_of, unpack
from unit.documents.rules.proof.made import CARDS, NOW, SHARD_URI, STATUS, STRANGER, TRUST, Key

TWO_BITS = bytes.fromhex(
    "a2646269747302636c737459013d78daeddb310d00211000412ea1a04004fe5520ed"
    "357c28c81d3312b6df68bc65480000000000406e2101000000000000000000000000"
    "0000000000000000000000000000000000000040795b020000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000000000000000000000"
    "0080f4ba0400000000000000000000000000406d764a000000000000000000000000"
    "000000000000000000e0922101000000000000000000000000000000000000fc1312"
    "00000000000000000000000000000000000000000000000000000000000000c0912e"
    "01000000000000000000000000000000000000c07d4b020000000000000000000000"
    "00000000a8614a0000000000000000000000406a1fcd60010c"
)
"""The draft's test vector of two bits and 2^20 places."""

VECTOR = {
    0: 1, 1993: 2, 25460: 1, 159495: 3, 495669: 1, 554353: 1, 645645: 2, 723232: 1, 854545: 1, 934534: 2, 1000345: 3,
}  # fmt: skip


def made(marked: dict[int, Status], key: Key = STATUS, now: int = NOW, uri: str = SHARD_URI) -> bytes:
    return status_list.make(pack(marked.items()), uri=uri, now=now, sign=key.sign, key_id=key.id)


def refusal(token: bytes, known: int = 0) -> str:
    with pytest.raises(Refused) as refused:
        status_list.read(token, trust=TRUST, uri=SHARD_URI, known=known)
    return f"{refused.value.reason} {refused.value.why}".strip()


def test_places_are_packed_as_in_the_example_of_the_draft() -> None:
    statuses = [1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]
    assert pack(((at, Status(one)) for at, one in enumerate(statuses)), 12) == b"\xc9\x44\xf9"


def test_the_test_vector_of_the_draft_is_read_and_packed() -> None:
    told = cbor2.loads(TWO_BITS)
    assert told["bits"] == 2
    bits = unpack(told["lst"], 1 << 20)
    shown = StatusList("", 0, 0, bits)
    assert {at: shown.status(at) for at in range(1 << 20) if shown.status(at)} == VECTOR
    assert pack(((at, Status(one)) for at, one in VECTOR.items()), 1 << 20) == bits


@given(st.dictionaries(st.integers(0, SHARD - 1), st.sampled_from(Status), max_size=50))
def test_every_place_is_found_again(marked: dict[int, Status]) -> None:
    shown = StatusList("", 0, 0, pack(marked.items()))
    assert {at: shown.status(at) for at in marked} == marked
    assert sum(map(int.bit_count, shown.bits)) == sum(int(status).bit_count() for status in marked.values())


def test_a_place_that_is_marked_again_has_the_later_state() -> None:
    shown = StatusList("", 0, 0, pack([(5, Status.USED), (6, Status.REVOKED), (5, Status.VALID)]))
    assert (shown.status(5), shown.status(6)) == (Status.VALID, Status.REVOKED)


def test_a_place_that_no_shard_has_has_no_state() -> None:
    shown = StatusList("", 0, 0, pack([]))
    assert (shown.status(SHARD), shown.status(-1), shown.status(SHARD - 1)) == (None, None, Status.VALID)


def test_a_place_among_all_papers_is_parted_into_shard_and_index() -> None:
    assert (shard_of(0), shard_of(SHARD - 1), shard_of(SHARD)) == ((0, 0), (0, SHARD - 1), (1, 0))


def test_a_million_papers_with_two_revoked_in_a_hundred_take_no_more_than_32_kilobytes() -> None:
    chance = Random(1405)
    revoked = chance.sample(range(1 << 20), (1 << 20) * 2 // 100)
    by_shard: list[list[int]] = [[] for _ in range(8)]
    for place in revoked:
        shard, index = shard_of(place)
        by_shard[shard].append(index)
    sizes = [len(made(dict.fromkeys(indexes, Status.REVOKED))) for indexes in by_shard]
    assert sum(sizes) <= 32_000


def test_a_shard_is_read_as_it_was_signed() -> None:
    shown = status_list.read(made({7: Status.USED}), trust=TRUST, uri=SHARD_URI, known=NOW)
    assert (shown.uri, shown.issued_at, shown.expires_at) == (SHARD_URI, NOW, NOW + 7 * 86_400)
    assert (shown.status(7), shown.status(8)) == (Status.USED, Status.VALID)


def test_its_token_says_what_the_draft_asks_for() -> None:
    protected, unsigned, payload, _ = cbor2.loads(made({})).value
    assert cbor2.loads(protected) == {1: -7, 4: STATUS.id, 16: "application/statuslist+cwt"}
    assert unsigned == {}
    claims = cbor2.loads(payload)
    assert claims.pop(65533)["bits"] == 2
    assert claims == {2: SHARD_URI, 4: NOW + 7 * 86_400, 6: NOW, 65534: 60}
    assert cbor2.dumps(cbor2.loads(payload), canonical=True) == payload


def test_a_list_older_than_one_seen_before_is_refused() -> None:
    assert refusal(made({}), known=NOW + 1) == "list-rolled-back"


def test_the_list_of_another_shard_is_refused() -> None:
    assert refusal(made({}, uri="https://panah.test/s/8")) == "malformed another-shard"


def test_only_a_status_key_signs_lists() -> None:
    assert refusal(made({}, key=STRANGER)) == "unknown-key"
    assert refusal(made({}, key=CARDS)) == "wrong-purpose purpose"
    assert refusal(made({}, now=5)) == "wrong-purpose time"


def test_every_bit_of_it_counts() -> None:
    token = made({})
    for bit in range(len(token) * 8):
        flipped = bytearray(token)
        flipped[bit // 8] ^= 1 << bit % 8
        assert refusal(bytes(flipped))


BITS = bytes(SHARD // 4)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({65533: {"bits": 1, "lst": zlib.compress(BITS)}}, "status-list"),
        ({65533: {"bits": 2}}, "status-list"),
        ({6: "now"}, "status-list"),
        ({65534: None}, "status-list"),
        ({65533: {"bits": 2, "lst": b"not packed"}}, "compressed"),
        ({65533: {"bits": 2, "lst": zlib.compress(BITS[:-1])}}, "compressed"),
        ({65533: {"bits": 2, "lst": zlib.compress(bytes(10_000_000))}}, "compressed"),
        ({65533: {"bits": 2, "lst": zlib.compress(BITS) + b"more"}}, "compressed"),
        ({65533: {"bits": 2, "lst": zlib.compress(BITS)[:-1]}}, "compressed"),
    ],
)
def test_a_list_of_another_shape_is_refused(changed: dict[int, object], why: str) -> None:
    claims = cbor2.loads(cose.read(made({}), kind=KIND).payload) | changed
    claims = {key: value for key, value in claims.items() if value is not None}
    payload = cbor2.dumps(claims, canonical=True)
    assert refusal(cose.sign(payload, sign=STATUS.sign, key_id=STATUS.id, kind=KIND)) == f"malformed {why}"
