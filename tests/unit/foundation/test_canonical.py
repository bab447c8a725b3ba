from collections import OrderedDict
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.canonical import Canonical, decode, digest, encode, moment_text
from panah.foundation.errors import InvalidInput

scalars = st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text() | st.binary()
values: st.SearchStrategy[Canonical] = st.recursive(
    scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=20
)


class Colour(StrEnum):
    LAPIS = "lapis"


def test_the_bytes_are_fixed_for_all_time() -> None:
    event: Canonical = {
        "stream": "case:1",
        "seq": 7,
        "at": datetime(2026, 11, 20, 12, tzinfo=UTC),
        "ok": None,
    }

    assert encode(event).hex() == (
        "a4"
        "626174781b323032362d31312d32305431323a30303a30302e3030303030305a"
        "626f6bf6"
        "6373657107"
        "6673747265616d66636173653a31"
    )
    assert digest(event) == sha256(encode(event)).digest()


@given(values)
def test_what_is_encoded_is_read_back(value: Canonical) -> None:
    assert decode(encode(value)) == value


@given(st.dictionaries(st.text(), st.integers(0, 9)))
def test_the_order_in_which_a_mapping_was_filled_does_not_count(value: dict[str, Canonical]) -> None:
    assert encode(dict(reversed(value.items()))) == encode(value)


@given(st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=3, minutes=30))])))
def test_a_moment_is_the_same_text_from_any_zone(moment: datetime) -> None:
    if date(2, 1, 1) < moment.date() < date(9998, 1, 1):
        assert encode(moment) == encode(moment.astimezone(UTC)) == encode(moment_text(moment))
        assert datetime.fromisoformat(moment_text(moment)) == moment


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (1.5, "canonical-type"),
        (Decimal(1), "canonical-type"),
        (date(2026, 11, 20), "canonical-type"),
        ((1, 2), "canonical-type"),
        ({1, 2}, "canonical-type"),
        (Colour.LAPIS, "canonical-type"),
        (OrderedDict(a=1), "canonical-type"),
        (bytearray(b"x"), "canonical-type"),
        ({1: "a"}, "canonical-type"),
        ({"a": [0, {"b": 0.0}]}, r"path='\$.a\[1\].b'"),
        (2**64, "canonical-int-out-of-range"),
        (-(2**63) - 1, "canonical-int-out-of-range"),
        ("\ud800", "canonical-text-invalid"),
        ({"\ud800": 1}, "canonical-text-invalid"),
        (datetime(2026, 11, 20), "canonical-moment-without-zone"),  # noqa: DTZ001 - what is refused
    ],
)
def test_whatever_might_differ_between_machines_is_refused_with_its_path(value: object, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        encode(value)  # type: ignore[arg-type]  # the types forbid it too


def test_a_value_that_contains_itself_is_refused() -> None:
    endless: list[Canonical] = []
    endless.append(endless)

    with pytest.raises(InvalidInput, match="canonical-too-deep"):
        encode(endless)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        encode("a") + b"\x00",
        bytes.fromhex("1801"),
        bytes.fromhex("a2616201616101"),
        bytes.fromhex("9f01ff"),
        bytes.fromhex("f93c00"),
        cbor2.dumps(Decimal("1.1")),
        cbor2.dumps({"a": {1, 2}}),
    ],
)
def test_bytes_in_any_other_form_are_refused(data: bytes) -> None:
    with pytest.raises(InvalidInput, match="canonical-bytes-invalid"):
        decode(data)


@given(st.binary())
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        value = decode(data)
    except InvalidInput:
        return
    assert encode(value) == data
