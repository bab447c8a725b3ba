"""JSON and moments that machines of others write."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.foreign_json import read_json, read_moment


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"{",
        b"\xff\xfe{",
        b"[" * 200_000,
        b'{"a":' * 50_000,
        b"9" * 5_000,
        b'"\\ud800"',
        b'{"\\udfff": 1}',
    ],
)
def test_what_cannot_be_read_is_one_error(body: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_json(body)


def test_whole_letters_come_through_however_they_are_written() -> None:
    assert read_json(b'["\\ud83d\\udc67", "\\u06f1"]') == ["👧", "۱"]


@given(st.binary(max_size=60))
def test_bytes_of_any_kind_are_read_or_are_one_error(body: bytes) -> None:
    try:
        read_json(body)
    except ValueError:
        return


@pytest.mark.parametrize(
    "text",
    ["", "²", "yesterday", "2026-11-22T08:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"],
)
def test_a_moment_nobody_can_place_is_one_error(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_moment(text)


def test_a_moment_is_the_same_from_any_zone() -> None:
    assert read_moment("2026-11-22T09:12:00+03:30") == datetime(2026, 11, 22, 5, 42, tzinfo=UTC)
