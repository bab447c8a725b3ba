"""The draw: nobody foresees it, and anybody checks it with what was published."""

import hashlib
import hmac

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.appointments.rules.draw import (
    Draw,
    commitment,
    digest_of_list,
    new_seed,
    refuse_another_seed,
)
from panah.foundation.errors import InvalidInput

SEEDS = st.binary(min_size=32, max_size=32)
LISTS = st.lists(st.integers(1, 10**9), unique=True, max_size=40)


@given(SEEDS, LISTS, st.text(max_size=10))
def test_a_third_person_finds_the_same_order_with_a_dozen_lines(
    seed: bytes, called: list[int], witness: str
) -> None:
    digest = hashlib.sha256("\n".join(str(n) for n in sorted(called)).encode()).hexdigest()

    def ticket(number: int) -> bytes:
        said = b"panah.draw.1" + cbor2.dumps(["round", digest, witness, number])
        return hmac.new(seed, said, hashlib.sha256).digest()

    draw = Draw(seed=seed, purpose="round", list_digest=digest_of_list(called), witness=witness)
    assert sorted(called, key=draw.ticket) == sorted(called, key=ticket)
    assert commitment(seed) == hashlib.sha256(seed).hexdigest()


@given(SEEDS, st.lists(st.integers(1, 10**9), unique=True, min_size=1, max_size=20), st.integers(1, 10**9))
def test_whoever_is_added_later_changes_every_ticket(seed: bytes, called: list[int], added: int) -> None:
    if added in called:
        return
    before = Draw(seed=seed, purpose="round", list_digest=digest_of_list(called))
    after = Draw(seed=seed, purpose="round", list_digest=digest_of_list([*called, added]))
    assert all(before.ticket(number) != after.ticket(number) for number in called)


def test_another_purpose_or_witness_is_another_draw() -> None:
    draws = [
        Draw(seed=bytes(32), purpose=purpose, list_digest="", witness=witness)
        for purpose in ("a", "b")
        for witness in ("", "lottery 4711")
    ]
    assert len({draw.ticket(1) for draw in draws}) == 4


def test_a_seed_that_was_not_promised_is_refused() -> None:
    seed = new_seed()
    refuse_another_seed(seed=seed, committed=commitment(seed))
    with pytest.raises(InvalidInput, match="seed-differs"):
        refuse_another_seed(seed=new_seed(), committed=commitment(seed))


def test_a_short_seed_is_none() -> None:
    with pytest.raises(InvalidInput, match="seed-unreadable"):
        commitment(b"short")


def test_a_list_names_everybody_once() -> None:
    with pytest.raises(InvalidInput, match="list-names-somebody-twice"):
        digest_of_list([1, 2, 1])


def test_a_draw_does_not_show_its_seed() -> None:
    assert "seed" not in repr(Draw(seed=bytes(32), purpose="round", list_digest=""))
