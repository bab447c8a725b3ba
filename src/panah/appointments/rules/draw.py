"""The draw: an order that nobody can foresee, choose or rush for, and that anybody can check afterwards.

1. Whoever draws makes a seed of 32 random bytes (`new_seed`) and publishes its SHA-256 (`commitment`).
2. The list of those called is frozen, and its digest is published (`digest_of_list`).
3. The seed is revealed with the outcome. Each household's ticket is HMAC-SHA256(seed, purpose, digest, number); the
   order of tickets is the order of the draw.

A third person checks with a dozen lines in any language: hash the seed and compare it with what was published, hash
the list, compute the tickets, sort. A household needs only the seed, the digest and its own number for its ticket.
The seed stands before the list, so it cannot be chosen to suit; the list enters each ticket, so nobody is added or
left out later without every ticket changing. `witness` is a word that nobody could know when the list was frozen (a
number from a public lottery): with it even whoever keeps the seed cannot try lists until one suits. It may be empty.
"""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from panah.foundation.canonical import Canonical, encode
from panah.foundation.errors import InvalidInput

SEED_BYTES: Final = 32
_DOMAIN: Final = b"panah.draw.1"


def new_seed() -> bytes:
    """Give 32 random bytes, to be kept from everybody until the draw."""
    return secrets.token_bytes(SEED_BYTES)


def commitment(seed: bytes) -> str:
    """Give what is published of a seed beforehand: the SHA-256 in hex; raises `InvalidInput("seed-unreadable")`."""
    if len(seed) != SEED_BYTES:
        raise InvalidInput("seed-unreadable")
    return sha256(seed).hexdigest()


def digest_of_list(numbers: Iterable[int]) -> str:
    """Give the SHA-256 (hex) of the frozen list: the households' numbers, each once, rising, in decimal, by line.

    Raises `InvalidInput("list-names-somebody-twice")`.
    """
    listed = sorted(numbers)
    if len(set(listed)) != len(listed):
        raise InvalidInput("list-names-somebody-twice")
    return sha256("\n".join(map(str, listed)).encode("ascii")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """One draw among a frozen list; the same draw always gives the same order."""

    seed: bytes = field(repr=False)
    purpose: str
    list_digest: str
    witness: str = ""

    def ticket(self, number: int) -> bytes:
        """Give a household's ticket: the lower one comes first."""
        said: list[Canonical] = [self.purpose, self.list_digest, self.witness, number]
        return hmac.digest(self.seed, _DOMAIN + encode(said), "sha256")


def refuse_another_seed(*, seed: bytes, committed: str) -> None:
    """Refuse a seed that is not the one promised; raises `InvalidInput("seed-differs")`."""
    if not hmac.compare_digest(commitment(seed), committed):
        raise InvalidInput("seed-differs")
