from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.errors import InvalidInput
from panah.foundation.merkle import includes, inclusion_proof, leaf_hash, root, root_of_hashes

KNOWN_LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
leaf_lists = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_the_one_certificate_transparency_publishes(size: int) -> None:
    assert root(KNOWN_LEAVES[:size]).hex() == KNOWN_ROOTS[size]


@given(st.lists(st.binary(max_size=8), max_size=40))
def test_stored_leaf_hashes_lead_to_the_same_root(leaves: list[bytes]) -> None:
    assert root_of_hashes([leaf_hash(leaf) for leaf in leaves]) == root(leaves)


@given(leaf_lists)
def test_every_leaf_can_be_proved_to_be_in_the_tree(leaves: list[bytes]) -> None:
    for index, leaf in enumerate(leaves):
        proof = inclusion_proof(leaves, index)
        assert includes(leaf=leaf, index=index, size=len(leaves), proof=proof, root=root(leaves))
        assert len(proof) <= (len(leaves) - 1).bit_length()


@given(leaf_lists, st.data(), st.binary(max_size=8))
def test_no_other_leaf_place_or_proof_passes(leaves: list[bytes], data: st.DataObject, other: bytes) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof, top = inclusion_proof(leaves, index), root(leaves)
    size = len(leaves)

    if other != leaves[index]:
        assert not includes(leaf=other, index=index, size=size, proof=proof, root=top)
    assert not includes(leaf=leaves[index], index=index, size=size, proof=(*proof, top), root=top)
    assert not includes(leaf=leaves[index], index=size, size=size, proof=proof, root=top)
    assert not includes(leaf=leaves[index], index=-1, size=size, proof=proof, root=top)
    if proof:
        assert not includes(leaf=leaves[index], index=index, size=size, proof=proof[:-1], root=top)


@given(leaf_lists, st.data())
def test_any_change_to_any_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:index], leaves[index] + b"!", *leaves[index + 1 :]]

    assert root(changed) != root(leaves)
    assert root([*leaves, b""]) != root(leaves)


def test_an_inner_node_cannot_pass_for_a_leaf() -> None:
    left, right = leaf_hash(b"a"), leaf_hash(b"b")

    assert root([left + right]) != root([b"a", b"b"])
    assert root([b"a", b"b"]) == sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("index", [-1, 3])
def test_a_leaf_that_is_not_there_has_no_proof(index: int) -> None:
    with pytest.raises(InvalidInput, match="leaf-out-of-range"):
        inclusion_proof([b"a", b"b", b"c"], index)
