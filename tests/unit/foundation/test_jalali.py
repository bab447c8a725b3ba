from datetime import date, timedelta

import jdatetime  # type: ignore[import-untyped]  # the oracle ships no types
import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import (
    MONTHS,
    WEEKDAYS,
    Jalali,
    MonthNames,
    PartialDate,
    add_months,
    format_long,
    format_partial,
    format_short,
    from_fields,
    is_leap,
    month_length,
    parse,
    to_gregorian,
    to_jalali,
)

DAYS = st.dates(date(1840, 1, 1), date(2124, 3, 19))
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def test_two_calendars_written_apart_agree_on_every_day_from_1840_to_2124() -> None:
    day, last = date(1840, 1, 1), date(2124, 3, 19)
    while day <= last:
        theirs = jdatetime.date.fromgregorian(date=day)
        ours = to_jalali(day)
        assert (ours.year, ours.month, ours.day) == (theirs.year, theirs.month, theirs.day)
        assert to_gregorian(ours) == day
        day += timedelta(days=1)


def test_the_calendar_begins_and_ends_where_it_says() -> None:
    first, last = to_gregorian(Jalali(1200, 1, 1)), to_gregorian(Jalali(1599, 12, month_length(1599, 12)))

    assert to_jalali(first) == Jalali(1200, 1, 1)
    assert to_jalali(last).year == 1599
    for outside in (first - timedelta(days=1), last + timedelta(days=1), date.min, date.max):
        with pytest.raises(InvalidInput, match="date-out-of-range"):
            to_jalali(outside)


def test_a_jalali_day_prints_sortable_and_padded() -> None:
    assert str(Jalali(1405, 8, 9)) == "1405-08-09"


@given(DAYS, DAYS)
def test_jalali_days_stand_in_the_order_of_time(first: date, second: date) -> None:
    assert (to_jalali(first) < to_jalali(second)) == (first < second)


@pytest.mark.parametrize(
    ("year", "leap"), [(1399, True), (1403, True), (1404, False), (1405, False), (1408, True)]
)
def test_leap_years_are_known(year: int, leap: bool) -> None:
    assert is_leap(year) is leap
    assert month_length(year, 12) == (30 if leap else 29)


def test_thirty_esfand_of_a_common_year_has_its_own_error() -> None:
    assert to_gregorian(Jalali(1403, 12, 30)) == date(2025, 3, 20)
    for refused in (
        lambda: Jalali(1404, 12, 30),
        lambda: parse("۱۴۰۴/۱۲/۳۰"),
        lambda: from_fields("1404", "12", "30"),
    ):
        with pytest.raises(InvalidInput) as error:
            refused()
        assert (error.value.code, error.value.params) == ("jalali-not-a-leap-year", {"year": 1404})


@pytest.mark.parametrize(
    ("year", "month", "day", "code"),
    [
        (1404, 0, 1, "jalali-month-out-of-range"),
        (1404, 13, 1, "jalali-month-out-of-range"),
        (1404, 7, 31, "jalali-day-out-of-range"),
        (1404, 1, 0, "jalali-day-out-of-range"),
        (1404, 12, 31, "jalali-day-out-of-range"),
        (1199, 1, 1, "jalali-year-out-of-range"),
        (1600, 1, 1, "jalali-year-out-of-range"),
    ],
)
def test_a_day_that_does_not_exist_is_refused(year: int, month: int, day: int, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        Jalali(year, month, day)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (Jalali(1405, 6, 31), 1, Jalali(1405, 7, 30)),
        (Jalali(1405, 12, 1), 1, Jalali(1406, 1, 1)),
        (Jalali(1403, 12, 30), 12, Jalali(1404, 12, 29)),
        (Jalali(1405, 1, 31), -1, Jalali(1404, 12, 29)),
        (Jalali(1405, 8, 29), 0, Jalali(1405, 8, 29)),
    ],
)
def test_months_are_jalali_and_hold_to_the_end_of_a_shorter_one(start: Jalali, n: int, end: Jalali) -> None:
    assert add_months(to_gregorian(start), n) == to_gregorian(end)


@given(st.dates(date(1900, 1, 1), date(2124, 3, 19)), st.integers(-900, 900))
def test_months_added_land_in_the_month_that_was_meant(day: date, n: int) -> None:
    before, after = to_jalali(day), to_jalali(add_months(day, n))

    assert after.year * 12 + after.month == before.year * 12 + before.month + n
    assert after.day == min(before.day, month_length(after.year, after.month))


def test_months_beyond_the_calendar_are_refused() -> None:
    with pytest.raises(InvalidInput, match="jalali-year-out-of-range"):
        add_months(date(2026, 11, 20), 12 * 300)


@given(DAYS, st.sampled_from("/-."), st.booleans())
def test_a_date_is_read_in_any_digits_and_separators(day: date, separator: str, padded: bool) -> None:
    at = to_jalali(day)
    typed = f"{at.year}{separator}{at.month:0{2 if padded else 1}}{separator}{at.day:0{2 if padded else 1}}"

    assert parse(typed) == parse(to_persian_digits(typed)) == parse(typed.translate(ARABIC)) == day


@pytest.mark.parametrize(
    "typed", ["۱۴۰۴/۰۵/۱۴", "1404/5/14", "1404-05-14", "١٤٠٤/٠٥/١٤", " ۱۴۰۴/۵/۱۴\u200f", "۱۴۰۴/۵/\0۱۴"]
)
def test_the_ways_people_type_a_date_mean_the_same_day(typed: str) -> None:
    assert parse(typed) == date(2025, 8, 5)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "date-unreadable"),
        ("14/05/1404", "date-unreadable"),
        ("04/05/14", "date-unreadable"),
        ("1404/05", "date-unreadable"),
        ("۱۴۰۴/۰۵/۱۴۱", "date-unreadable"),
        ("فردا", "date-unreadable"),
        ("2025/08/05", "year-looks-gregorian"),
        ("3025/08/05", "jalali-year-out-of-range"),
    ],
)
def test_a_date_that_cannot_be_read_says_why(typed: str, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        parse(typed)


@given(st.text() | st.text(alphabet="0123456789۰۹٠٩/-.\0\u202e"))
def test_no_text_breaks_the_reader_of_dates(text: str) -> None:
    try:
        day = parse(text)
    except InvalidInput:
        return
    assert parse(format_short(day)) == day


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (("۱۳۶۹", "", ""), PartialDate(date(1990, 3, 21), date(1991, 3, 20), "year")),
        (("1369", "8", ""), PartialDate(date(1990, 10, 23), date(1990, 11, 21), "month")),
        (("١٣٦٩", "٨", "٢٩"), PartialDate(date(1990, 11, 20), date(1990, 11, 20), "day")),
        ((" 1369 ", "آبان", "۲۹"), PartialDate(date(1990, 11, 20), date(1990, 11, 20), "day")),
        (("1369", "عقرب", "29"), PartialDate(date(1990, 11, 20), date(1990, 11, 20), "day")),
        (("1369", "aban", ""), PartialDate(date(1990, 10, 23), date(1990, 11, 21), "month")),
    ],
)
def test_three_fields_hold_as_much_of_a_birth_date_as_is_known(
    fields: tuple[str, str, str], expected: PartialDate
) -> None:
    assert from_fields(*fields) == expected


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        (("", "8", "29"), "date-year-missing"),
        (("1369", "", "29"), "date-month-missing"),
        (("69", "8", "29"), "jalali-year-out-of-range"),
        (("۱۳x۹", "8", "29"), "date-year-unreadable"),
        (("13690", "8", "29"), "date-year-unreadable"),
        (("1369", "آبا", "29"), "date-month-unreadable"),
        (("1369", "13", "29"), "jalali-month-out-of-range"),
        (("1369", "8", "²"), "date-day-unreadable"),
        (("1369", "8", "31"), "jalali-day-out-of-range"),
        (("1990", "8", "5"), "year-looks-gregorian"),
    ],
)
def test_a_wrong_field_says_which_and_why(fields: tuple[str, str, str], code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        from_fields(*fields)


FIELD = st.text(max_size=5) | st.integers(0, 2100).map(str)


@given(FIELD, FIELD, FIELD)
def test_no_three_fields_break_the_reader(year: str, month: str, day: str) -> None:
    try:
        partial = from_fields(year, month, day)
    except InvalidInput:
        return
    assert partial.first <= partial.last
    assert (partial.first == partial.last) == (partial.precision == "day")
    assert format_partial(partial).endswith(to_persian_digits(str(to_jalali(partial.first).year)))


FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("months", "text"),
    [
        ("fa", "جمعه ۲۹ آبان ۱۴۰۵"),
        ("dari", "جمعه ۲۹ عقرب ۱۴۰۵"),
        ("ar", "الجمعة ۲۹ آبان ۱۴۰۵"),
        ("ps", "جمعه ۲۹ لړم ۱۴۰۵"),
        ("en", "Friday 29 Aban 1405"),
    ],
)
def test_a_date_is_told_in_the_words_of_its_reader(months: MonthNames, text: str) -> None:
    assert format_long(FRIDAY, months=months, weekday=True) == text
    assert format_long(FRIDAY, months=months) == text.split(" ", 1)[1]


def test_a_short_date_is_padded_and_slashed_in_persian_digits() -> None:
    assert format_short(FRIDAY) == "۱۴۰۵/۰۸/۲۹"
    assert format_short(date(2026, 4, 5), weekday=True) == "یکشنبه ۱۴۰۵/۰۱/۱۶"


@pytest.mark.parametrize(
    ("fields", "text"),
    [(("1369", "", ""), "۱۳۶۹"), (("1369", "8", ""), "آبان ۱۳۶۹"), (("1369", "8", "9"), "۹ آبان ۱۳۶۹")],
)
def test_only_what_is_known_of_a_date_is_shown(fields: tuple[str, str, str], text: str) -> None:
    assert format_partial(from_fields(*fields)) == text


def test_every_language_names_twelve_months_and_seven_days() -> None:
    assert {len(set(names)) for names in MONTHS.values()} == {12}
    assert {len(set(names)) for names in WEEKDAYS.values()} == {7}
