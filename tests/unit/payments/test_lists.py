"""Reading a row of an agency's list."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.errors import InvalidInput
from panah.payments.rules.lists import (
    Column,
    ListKind,
    RowError,
    Wanted,
    columns_of,
    guessed,
    header_sha,
    overlaps,
    read_row,
)
from panah.payments.rules.reports import reference_of

SINCE = date(2026, 11, 22)
COLUMNS = {Column.HOUSEHOLD: 0, Column.GROUND: 1, Column.FROM: 2, Column.UNTIL: 3}
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
SPANS = st.tuples(DAYS, st.none() | st.integers(0, 400)).map(
    lambda one: (one[0], None if one[1] is None else one[0] + timedelta(days=one[1]))
)


def _read(*cells: str) -> Wanted | RowError:
    return read_row(2, cells, COLUMNS, kind=ListKind.WELFARE, grounds={"معلولیت": "disability"}, since=SINCE)


def test_columns_are_known_by_their_usual_names_however_they_are_written() -> None:
    assert guessed(["ردیف", "كد خانوار", "از تاریخ", "تا تاریخ", "علت"]) == {
        Column.HOUSEHOLD: 1,
        Column.FROM: 2,
        Column.UNTIL: 3,
        Column.GROUND: 4,
    }


def test_a_header_is_the_same_with_arabic_letters_or_other_spaces() -> None:
    assert header_sha(["كد خانوار", "تا "]) == header_sha(["کد خانوار", "تا"])


def test_without_the_households_column_nothing_is_read() -> None:
    with pytest.raises(InvalidInput, match="columns-missing"):
        columns_of({"from": 0}, 3)


@pytest.mark.parametrize("day", ["۱۴۰۵/۰۹/۰۱", "١٤٠٥/٠٩/٠١", "1405-9-1"])
def test_days_are_read_in_any_digits(day: str) -> None:
    assert _read("12", "", day, "") == Wanted(2, "12", "welfare", SINCE, None)


def test_a_row_that_names_no_day_holds_from_today_and_one_without_a_ground_is_the_lists_own() -> None:
    assert _read("12") == Wanted(2, "12", "welfare", SINCE, None)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        (("", "", "", ""), "household-missing"),
        (("12", "ثروت", "", ""), "ground-unknown"),
        (("12", "", "۱۴۰۵/۱۳/۰۱", ""), "date-unreadable"),
        (("12", "", "۲۰۲۶/۰۱/۰۱", ""), "date-unreadable"),
        (("12", "معلولیت", "۱۴۰۵/۰۹/۰۲", "۱۴۰۵/۰۹/۰۱"), "ends-before-it-begins"),
    ],
)
def test_what_is_wrong_with_a_row_is_named(cells: tuple[str, ...], code: str) -> None:
    assert _read(*cells) == RowError(2, code)


@given(SPANS, SPANS)
def test_two_spans_overlap_when_they_share_a_day(
    one: tuple[date, date | None], other: tuple[date, date | None]
) -> None:
    far = date(2040, 1, 1)
    shared = max(one[0], other[0]) <= min(one[1] or far, other[1] or far)
    assert overlaps(one, other) == overlaps(other, one) == shared


@given(st.binary(min_size=32, max_size=32))
def test_the_number_of_a_report_is_ten_digits(digest: bytes) -> None:
    assert len(reference_of(digest.hex())) == 10
    assert reference_of(digest.hex()).isdecimal()
