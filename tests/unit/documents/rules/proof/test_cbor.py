"""One value, one form of bytes; whatever else CBOR allows is refused by name."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.proof.cbor import DEEPEST, LONGEST, Value, decode, encode, in_order
from panah.documents.rules.proof.reasons import Reason, Refused

MOST = 2**53 - 1
scalars = st.integers(-MOST - 1, MOST) | st.text(max_size=40) | st.binary(max_size=40)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.integers(0, MOST), inner, max_size=4)
        | st.dictionaries(st.text(max_size=30), inner, max_size=4)
    ),
    max_leaves=12,
)


def canonical(value: Value) -> bytes:
    return cbor2.dumps(value, canonical=True)


def depth(value: object) -> int:
    if isinstance(value, dict | list):
        inner = value.values() if isinstance(value, dict) else value
        return 1 + max(map(depth, inner), default=0)
    return 0


@given(values.filter(lambda value: depth(value) <= DEEPEST and len(canonical(value)) <= LONGEST))
def test_what_any_canonical_writer_writes_is_read(value: Value) -> None:
    assert decode(canonical(value)) == value


@given(st.dictionaries(st.text(max_size=30), scalars, max_size=6))
def test_what_we_write_in_order_is_canonical(value: dict[str, int | str | bytes]) -> None:
    ordered = in_order(value)
    assert encode(ordered) == cbor2.dumps(value, canonical=True)


def read(data: bytes) -> Value | Refused:
    try:
        return decode(data)
    except Refused as refused:
        return refused


@given(st.binary(max_size=60) | values.map(canonical))
def test_whatever_is_read_is_the_only_form_of_its_value(data: bytes) -> None:
    found = read(data)
    if isinstance(found, Refused):
        assert found.reason is Reason.MALFORMED
        assert found.why
    else:
        assert canonical(found) == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ("", "cut-short"),
        ("42 01", "cut-short"),
        ("62 61", "cut-short"),
        ("19 01", "cut-short"),
        ("82 01", "cut-short"),
        ("a1 01", "cut-short"),
        ("5b 00 1f ff ff ff ff ff ff", "cut-short"),
        ("9a ff ff ff ff", "cut-short"),
        ("01 01", "trailing-bytes"),
        ("18 17", "not-shortest"),
        ("19 00 ff", "not-shortest"),
        ("1a 00 00 ff ff", "not-shortest"),
        ("1b 00 00 00 00 ff ff ff ff", "not-shortest"),
        ("58 01 00", "not-shortest"),
        ("a1 18 01 00", "not-shortest"),
        ("1b 00 20 00 00 00 00 00 00", "number-too-large"),
        ("3b 00 20 00 00 00 00 00 00", "number-too-large"),
        ("5f 41 00 ff", "length-not-definite"),
        ("9f ff", "length-not-definite"),
        ("bf ff", "length-not-definite"),
        ("1c", "length-not-definite"),
        ("f9 3c 00", "type-not-allowed"),
        ("fb 3f f0 00 00 00 00 00 00", "type-not-allowed"),
        ("f4", "type-not-allowed"),
        ("f6", "type-not-allowed"),
        ("c1 01", "type-not-allowed"),
        ("d2 80", "type-not-allowed"),
        ("a2 01 00 01 00", "duplicate-key"),
        ("a2 61 61 00 61 61 00", "duplicate-key"),
        ("a2 02 00 01 00", "keys-out-of-order"),
        ("a2 62 61 61 00 61 62 00", "keys-out-of-order"),
        ("a1 20 00", "key-not-allowed"),
        ("a1 41 00 00", "key-not-allowed"),
        ("a1 80 00", "key-not-allowed"),
        ("a2 01 00 61 61 00", "key-not-allowed"),
        ("a2 61 61 00 01 00", "key-not-allowed"),
        ("62 c3 28", "text-not-utf-8"),
        ("63 ed a0 80", "text-not-utf-8"),
        ("81" * DEEPEST + "80", "too-deep"),
        ("a1 01" * 100_000, "too-long"),
        ("a1 01" * 1_000, "too-deep"),
    ],
)
def test_every_other_form_is_refused_by_name(data: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        decode(bytes.fromhex(data))
    assert (refused.value.reason, refused.value.why) == (Reason.MALFORMED, why)


def test_what_is_longer_than_a_paper_may_be_is_not_begun() -> None:
    assert decode(encode(b"." * (LONGEST - 3))) == b"." * (LONGEST - 3)
    with pytest.raises(Refused, match="too-long"):
        decode(encode(b"." * (LONGEST - 2)))


def test_text_that_is_no_unicode_is_not_written() -> None:
    with pytest.raises(Refused, match="text-not-utf-8"):
        encode("\ud800")
    assert encode("after") == b"\x65after"
