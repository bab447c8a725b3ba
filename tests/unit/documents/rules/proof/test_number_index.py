"""A typed number is looked up in a whole shard that names nobody."""

import cbor2
import pytest

from panah.documents.rules.codes import new_code
from panah.documents.rules.proof import cose, number_index
from panah.documents.rules.proof.number_index import KIND, NumberEntry, hashed
from panah.documents.rules.proof.reasons import Refused
from unit.documents.rules.proof.made import CARDS, NOW, STATUS, TRUST, Key

CODE = "K7M4P2XW9Q"
SHARD, TAG = hashed(CODE)
ENTRY = NumberEntry(1_048_575, "amayesh", NOW + 5)
OTHER = NumberEntry(5, "letter")


def made(key: Key = STATUS, shard: int = SHARD) -> bytes:
    entries = [(TAG, ENTRY), (bytes(8), OTHER)]
    return number_index.make(shard, entries, now=NOW, sign=key.sign, key_id=key.id)


def refusal(token: bytes, known: int = 0) -> str:
    with pytest.raises(Refused) as refused:
        number_index.read(token, trust=TRUST, shard=SHARD, known=known)
    return f"{refused.value.reason} {refused.value.why}".strip()


def test_a_number_leads_to_its_paper_and_another_to_none() -> None:
    index = number_index.read(made(), trust=TRUST, shard=SHARD)
    assert index.find(CODE) == ENTRY
    assert index.entries == {TAG: ENTRY, bytes(8): OTHER}
    assert all(index.find(new_code()) is None for _ in range(5))


def test_the_hash_of_a_number_never_changes() -> None:
    assert (SHARD, TAG.hex()) == (129, "9c20101e9ffcea83")


def test_what_is_published_names_no_number_and_nobody() -> None:
    _, _, payload, _ = cbor2.loads(made()).value
    assert cbor2.loads(payload) == {
        1: SHARD,
        2: NOW,
        3: ["amayesh", "letter"],
        4: sorted([[bytes(8), 5, 1], [TAG, 1_048_575, 0, NOW + 5]]),
    }


def test_a_shard_is_signed_like_a_status_list_and_as_hard_to_bring_back() -> None:
    assert refusal(made(CARDS)) == "wrong-purpose purpose"
    assert refusal(made(shard=(SHARD + 1) % 256)) == "malformed another-shard"
    assert refusal(made(), known=NOW + 1) == "list-rolled-back"


@pytest.mark.parametrize(
    "entry",
    [
        [TAG, 5],
        [TAG, 5, 2],
        [TAG, 5, -1],
        [TAG[:7], 5, 0],
        [TAG, "5", 0],
        [TAG, 5, 0, "soon"],
        [TAG, 5, 0, 1, 1],
        "entry",
    ],
)
def test_an_entry_of_another_shape_makes_the_shard_malformed(entry: object) -> None:
    payload = cbor2.dumps({1: SHARD, 2: NOW, 3: ["amayesh", "letter"], 4: [entry]}, canonical=True)
    token = cose.sign(payload, sign=STATUS.sign, key_id=STATUS.id, kind=KIND)
    assert refusal(token) == "malformed number-entry"


def test_what_is_no_shard_is_malformed() -> None:
    token = cose.sign(b"\xa0", sign=STATUS.sign, key_id=STATUS.id, kind=KIND)
    assert refusal(token) == "malformed number-index"
