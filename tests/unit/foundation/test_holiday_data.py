from datetime import date

import pytest

from panah.foundation.errors import InvalidInput
from panah.foundation.holiday_data import (
    covers,
    data_ends_on,
    official_holidays,
    read_holidays,
    shipped_holidays,
    solar_holidays,
)
from panah.foundation.jalali import Jalali, to_gregorian, to_jalali
from panah.foundation.working_time import WorkingCalendar

HEADER = "jalali\ttitle\tkind\tstatus\tsource\n"


def test_the_solar_holidays_of_the_data_are_those_of_the_rule() -> None:
    by_rule = {holiday.date for holiday in solar_holidays(1405)}
    in_data = {holiday.date for holiday in shipped_holidays() if "solar" in holiday.kind}

    assert in_data == by_rule
    assert len(by_rule) == 10


def test_the_data_say_where_they_end() -> None:
    assert covers(1405)
    assert not covers(1404)
    assert not covers(1406)
    assert data_ends_on() == to_gregorian(Jalali(1405, 12, 29))


def test_beyond_the_data_only_the_solar_holidays_are_known() -> None:
    known = official_holidays(1404, 1406)

    assert {holiday.kind for holiday in known if to_jalali(holiday.date).year != 1405} == {"solar"}
    assert {holiday.kind for holiday in known if to_jalali(holiday.date).year == 1405} >= {
        "lunar",
        "solar+lunar",
    }
    assert list(known) == sorted(known, key=lambda holiday: holiday.date)
    assert len({holiday.date for holiday in known}) == len(known)


def test_every_holiday_has_a_source_and_unproved_ones_are_to_be_confirmed() -> None:
    assert all(holiday.source and holiday.title for holiday in shipped_holidays())
    assert {holiday.confirmed for holiday in shipped_holidays()} == {True, False}
    assert all("lunar" in holiday.kind for holiday in shipped_holidays() if not holiday.confirmed)


def test_an_office_is_closed_on_the_first_of_the_year() -> None:
    calendar = WorkingCalendar(holidays=official_holidays(1405, 1405))

    assert not calendar.is_open_day(date(2026, 3, 21))
    assert calendar.next_open_day(date(2026, 3, 21)) == date(2026, 3, 25)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "holidays-columns-wrong"),
        ("date\ttitle\n", "holidays-columns-wrong"),
        (HEADER + "1405-01-01\tنوروز\tsolar\n", "holidays-row-wrong"),
        (HEADER + "1405-12-30\tنوروز\tsolar\tpublished\tx\n", "jalali-not-a-leap-year"),
        (HEADER + "1405-12-29\tنوروز\tsunny\tpublished\tx\n", "holidays-row-wrong"),
        (HEADER + "1405-12-29\tنوروز\tsolar\tperhaps\tx\n", "holidays-row-wrong"),
        (HEADER + "# remark\n\n1405-12-29\t\tsolar\tpublished\tx\n", "line=4"),
    ],
)
def test_a_wrong_table_says_its_line_and_why(text: str, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        read_holidays(text)


def test_a_province_may_bring_its_own_table() -> None:
    (holiday,) = read_holidays(HEADER + "۱۴۰۶/۰۱/۰۵\tتعطیلی اعلام‌شده\tdeclared\tpublished\tدولت\n")

    assert (holiday.date, holiday.kind, holiday.confirmed) == (date(2027, 3, 25), "declared", True)
