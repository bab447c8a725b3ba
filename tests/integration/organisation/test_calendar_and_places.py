"""When offices are open, and which provinces and counties there are."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from factories import people
from factories.people import LONG_AGO, NOW, TODAY
from panah.foundation.durations import Duration
from panah.foundation.errors import InvalidInput
from panah.foundation.holiday_data import official_holidays
from panah.foundation.working_time import Holiday
from panah.organisation.models import County, OfficeHours, Province
from panah.organisation.operations import (
    import_counties,
    import_holidays,
    import_places,
    import_shipped_places,
    record_closure,
    set_hours,
)
from panah.organisation.queries import working_calendar

pytestmark = pytest.mark.django_db

WEEK = dict.fromkeys((5, 6, 0, 1, 2), (450, 840))
THURSDAY = date(2026, 11, 26)


@pytest.fixture
def house() -> people.House:
    return people.house()


def test_an_office_without_hours_keeps_those_of_the_office_above(house: people.House) -> None:
    set_hours(office=house.bureau, week=WEEK | {3: (450, 720)}, valid_from=LONG_AGO, now=NOW)
    assert working_calendar(house.bushehr, since=TODAY).is_open_day(THURSDAY)
    set_hours(office=house.bushehr, week=WEEK, valid_from=LONG_AGO, now=NOW)
    assert not working_calendar(house.bushehr, since=TODAY).is_open_day(THURSDAY)
    assert working_calendar(house.borazjan, since=TODAY).is_open_day(THURSDAY)


def test_new_hours_hold_from_their_day_and_the_old_ones_until_then(house: people.House) -> None:
    set_hours(office=house.bushehr, week=WEEK | {3: (450, 720)}, valid_from=LONG_AGO, now=NOW)
    set_hours(office=house.bushehr, week=WEEK, valid_from=THURSDAY, now=NOW)
    calendar = working_calendar(house.bushehr, since=TODAY - timedelta(days=30))
    assert calendar.is_open_day(THURSDAY - timedelta(days=7))
    assert not calendar.is_open_day(THURSDAY)


def test_a_closure_of_the_bureau_moves_deadlines_of_its_service_offices(house: people.House) -> None:
    due = working_calendar(house.bushehr, since=TODAY).add(NOW, Duration(1, "working-day"))
    record_closure(
        office=house.bureau,
        first_day=TODAY + timedelta(days=1),
        last_day=TODAY + timedelta(days=2),
        reason="گردوغبار",
        now=NOW,
    )
    moved = working_calendar(house.bushehr, since=TODAY).add(NOW, Duration(1, "working-day"))
    assert moved - due == timedelta(days=2)


def test_a_closure_without_a_reason_is_refused(house: people.House) -> None:
    with pytest.raises(InvalidInput, match="closure-unreadable"):
        record_closure(office=house.bureau, first_day=TODAY, last_day=TODAY, reason="  ", now=NOW)


@pytest.mark.parametrize("week", [{}, {7: (450, 840)}, {0: (840, 450)}, {0: (0, 1441)}])
def test_hours_that_no_clock_has_are_refused(house: people.House, week: dict[int, tuple[int, int]]) -> None:
    with pytest.raises(InvalidInput, match="hours-unreadable"):
        set_hours(office=house.bureau, week=week, valid_from=TODAY, now=NOW)


def test_a_weekday_does_not_open_twice_at_once(house: people.House) -> None:
    set_hours(office=house.bureau, week=WEEK, valid_from=LONG_AGO, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficeHours.objects.create(office=house.bureau, weekday=0, opens=0, closes=60, valid_from=TODAY)


def test_shipped_holidays_close_offices_and_an_imported_year_goes_by_its_own(house: people.House) -> None:
    nowruz = official_holidays(1406, 1406)[0].date
    before = working_calendar(house.bureau, since=TODAY)
    assert not before.is_open_day(nowruz)
    sunday = date(2027, 5, 2)
    assert before.is_open_day(sunday)
    import_holidays(holidays=[Holiday(sunday, "تعطیل اعلام‌شده", "declared")])
    assert not working_calendar(house.bureau, since=TODAY).is_open_day(sunday)


def test_every_county_of_the_31_provinces_is_there_and_coming_again_changes_nothing() -> None:
    import_shipped_places()
    report = import_shipped_places()
    assert (report.imported, report.changed, report.problems) == (484, 0, ())
    assert Province.objects.count() == 31
    assert set(County.objects.filter(province__slug="bushehr").values_list("name", flat=True)) == {
        "بوشهر",
        "دشتستان",
        "دشتی",
        "تنگستان",
        "گناوه",
        "دیلم",
        "دیر",
        "کنگان",
        "جم",
        "عسلویه",
    }
    assert not Province.objects.filter(counties=None).exists()


def test_a_table_of_counties_goes_in_row_by_row_and_says_what_it_left_out() -> None:
    import_shipped_places()
    rows = ["# province", "fars shiraz شيراز", "fars shiraz", "nowhere x y", "fars bad_slug! z", "fars lar "]
    table = "\n".join(row.replace(" ", "\t") for row in rows)
    report = import_counties(text=table)
    assert report.imported == 1
    assert [(p.line, p.code) for p in report.problems] == [
        (3, "columns"),
        (4, "province-unknown"),
        (5, "slug-unreadable"),
        (6, "name-missing"),
    ]
    assert County.objects.get(province__slug="fars", slug="shiraz").name == "شیراز"


TABLE = """\
province,county,valid_from,slug
فارس,شيراز,,
fars,نوآباد,۱۴۰۵/۰۱/۲۰,
18,جم تازه,1405-1-20,new-jam
nowhere,جایی,,
fars,,1405/01/01,
fars,دهی,1405/13/01,
fars,دهی,,bad slug
fars,شیراز,,fasa
fars,دهی
"""


def test_a_bureaus_own_table_goes_in_and_every_line_left_out_is_named() -> None:
    import_shipped_places()
    report = import_places(text=TABLE)
    assert (report.imported, report.changed) == (3, 2)
    assert [(problem.line, problem.code) for problem in report.problems] == [
        (5, "province-unknown"),
        (6, "name-missing"),
        (7, "day-unreadable"),
        (8, "slug-unreadable"),
        (9, "slug-taken"),
        (10, "columns"),
    ]
    new = County.objects.get(name="نوآباد")
    assert (new.slug, new.valid_from) == ("nvabad", date(2026, 4, 9))
    assert County.objects.get(slug="new-jam").province.slug == "bushehr"


def test_a_table_that_comes_again_changes_nothing() -> None:
    import_shipped_places()
    import_places(text=TABLE)
    assert import_places(text=TABLE).changed == 0
    assert County.objects.count() == 486


def test_a_table_without_its_header_is_not_read_at_all() -> None:
    with pytest.raises(InvalidInput, match="header-unreadable"):
        import_places(text="استان,شهرستان\nفارس,شیراز")
