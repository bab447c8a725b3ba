"""Merkle trees of RFC 6962: one root for many leaves, and a short proof that a leaf is among them.

Leaves and inner nodes are hashed (SHA-256) under different prefixes, so that no node can pass for a leaf.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

from panah.foundation.errors import InvalidInput

HASH_SIZE = 32
"""Bytes of a leaf's, a node's and the root's hash."""


def leaf_hash(leaf: bytes) -> bytes:
    """The hash a leaf enters the tree with."""
    return leaf_hashes([leaf])[0]


def leaf_hashes(leaves: Iterable[bytes]) -> list[bytes]:
    """The hashes of many leaves."""
    return [sha256(b"\x00" + leaf).digest() for leaf in leaves]


def root(leaves: Sequence[bytes]) -> bytes:
    """The 32-byte root over leaves in this order; of no leaves, the hash of nothing (RFC 6962, 2.1)."""
    return root_of_hashes(leaf_hashes(leaves))


def root_of_hashes(hashes: Sequence[bytes]) -> bytes:
    """The same root, from leaves that were hashed before."""
    return _root(list(hashes)) if hashes else sha256(b"").digest()


def inclusion_proof(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The neighbours that lead from leaf `index` to the root, lowest first (RFC 6962, 2.1.1).

    Raises `InvalidInput("leaf-out-of-range")`.
    """
    if not 0 <= index < len(leaves):
        raise InvalidInput("leaf-out-of-range", index=index, size=len(leaves))
    level = leaf_hashes(leaves)
    path: list[bytes] = []
    while len(level) > 1:
        if (neighbour := index ^ 1) < len(level):
            path.append(level[neighbour])
        level, index = _parents(level), index // 2
    return tuple(path)


def includes(*, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the proof leads from this leaf at this place in a tree of `size` leaves to the root."""
    if not 0 <= index < size:
        return False
    node, last, left = leaf_hash(leaf), size - 1, list(proof)
    while last:
        if index % 2 or index < last:
            if not left:
                return False
            neighbour = left.pop(0)
            node = _node(neighbour, node) if index % 2 else _node(node, neighbour)
        index, last = index // 2, last // 2
    return not left and node == root


def _root(level: list[bytes]) -> bytes:
    while len(level) > 1:
        level = _parents(level)
    return level[0]


def _parents(level: list[bytes]) -> list[bytes]:
    """Pairs joined; a last one without a neighbour rises as it is, which is the tree of RFC 6962."""
    joined = [sha256(b"\x01" + level[at] + level[at + 1]).digest() for at in range(0, len(level) - 1, 2)]
    return joined + level[len(level) - len(level) % 2 :]


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()
