from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.clock import TEHRAN, local_date
from panah.foundation.durations import Duration, Unit
from panah.foundation.errors import Conflict, InvalidInput
from panah.foundation.jalali import Jalali, add_months, to_gregorian
from panah.foundation.working_time import (
    DEFAULT_WEEK,
    Closure,
    Holiday,
    OpeningHours,
    Span,
    WorkingCalendar,
)

PLAIN = WorkingCalendar()
SATURDAY, WEDNESDAY, THURSDAY, FRIDAY = (
    date(2026, 11, 14),
    date(2026, 11, 18),
    date(2026, 11, 19),
    date(2026, 11, 20),
)


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=TEHRAN)


def closing(day: date) -> datetime:
    return at(day, 14)


days = st.dates(date(2000, 1, 1), date(2060, 1, 1))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - bounds
calendars = st.builds(
    WorkingCalendar,
    holidays=st.lists(st.builds(Holiday, days, st.just("عید"), st.just("lunar")), max_size=20).map(tuple),
    closures=st.lists(
        st.builds(
            lambda first, n: Closure(first, first + timedelta(days=n), "برف"), days, st.integers(0, 30)
        ),
        max_size=5,
    ).map(tuple),
)


def test_offices_close_on_thursday_and_friday_unless_they_say_otherwise() -> None:
    week = [SATURDAY + timedelta(days=n) for n in range(7)]

    assert [PLAIN.is_open_day(day) for day in week] == [True] * 5 + [False] * 2
    assert PLAIN.next_open_day(THURSDAY) == SATURDAY + timedelta(days=7)
    assert PLAIN.last_open_day(FRIDAY) == WEDNESDAY
    assert PLAIN.next_open_day(WEDNESDAY) == WEDNESDAY


def test_hours_change_on_their_date_and_the_later_ones_win() -> None:
    ramadan = OpeningHours(date(2026, 11, 15), date(2026, 11, 17), {6: (9 * 60, 13 * 60), 3: (540, 720)})
    usual = OpeningHours(date(2020, 1, 1), None, {5: Span(480, 900), 6: Span(480, 900)})
    calendar = WorkingCalendar(hours=(usual, ramadan))

    assert calendar.hours_on(SATURDAY) == Span(480, 900)
    assert calendar.hours_on(date(2026, 11, 15)) == Span(540, 780)
    assert calendar.hours_on(date(2026, 11, 16)) is None
    assert calendar.hours_on(date(2026, 11, 22)) == Span(480, 900)
    assert calendar.hours_on(date(2019, 12, 28)) == DEFAULT_WEEK[5]


@pytest.mark.parametrize("weekly", [{7: (1, 2)}, {-1: (1, 2)}, {0: (600, 600)}, {0: (-1, 5)}, {0: (0, 1441)}])
def test_hours_that_do_not_lie_within_a_day_are_refused(weekly: dict[int, tuple[int, int]]) -> None:
    with pytest.raises(InvalidInput, match="hours-invalid"):
        OpeningHours(SATURDAY, None, weekly)


def test_a_closure_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(InvalidInput, match="closure-ends-before-it-begins"):
        Closure(WEDNESDAY, SATURDAY, "برف")


def test_the_door_is_open_between_its_hours_only() -> None:
    assert not PLAIN.is_open_at(at(SATURDAY, 7, 29))
    assert PLAIN.is_open_at(at(SATURDAY, 7, 30))
    assert PLAIN.is_open_at(at(SATURDAY, 13, 59))
    assert not PLAIN.is_open_at(at(SATURDAY, 14))
    assert not PLAIN.is_open_at(at(FRIDAY, 10))


def test_seventy_two_hours_are_seventy_two_hours_over_any_holiday() -> None:
    assert PLAIN.add(at(WEDNESDAY), Duration(72, "hour")) == at(SATURDAY + timedelta(days=7))
    assert PLAIN.add(at(WEDNESDAY), Duration(30, "minute")) == at(WEDNESDAY, 10, 30)
    assert PLAIN.subtract(at(SATURDAY), Duration(24, "hour")) == at(date(2026, 11, 13))


@pytest.mark.parametrize(
    ("start", "n", "unit", "due"),
    [
        (SATURDAY, 1, "working-day", date(2026, 11, 15)),
        (SATURDAY, 4, "working-day", WEDNESDAY),
        (SATURDAY, 5, "working-day", date(2026, 11, 21)),
        (THURSDAY, 1, "working-day", date(2026, 11, 21)),
        (SATURDAY, 4, "day", WEDNESDAY),
        (SATURDAY, 5, "day", date(2026, 11, 21)),
        (SATURDAY, 1, "month", date(2026, 12, 14)),
        (to_gregorian(Jalali(1405, 6, 31)), 1, "month", to_gregorian(Jalali(1405, 8, 2))),
        (to_gregorian(Jalali(1403, 12, 30)), 1, "year", to_gregorian(Jalali(1405, 1, 1))),
    ],
)
def test_a_promise_in_days_leaves_out_the_first_and_never_ends_on_a_closed_one(
    start: date, n: int, unit: Unit, due: date
) -> None:
    assert PLAIN.add(at(start), Duration(n, unit)) == closing(due)


def test_the_first_day_is_the_one_on_the_wall_in_iran() -> None:
    late_evening = datetime(2026, 11, 14, 21, tzinfo=UTC)

    assert PLAIN.add(late_evening, Duration(1, "working-day")) == closing(date(2026, 11, 16))


def test_holidays_and_a_sudden_closure_move_the_promise() -> None:
    snow = WorkingCalendar(
        holidays=(Holiday(date(2026, 11, 15), "عید", "lunar"),),
        closures=(Closure(date(2026, 11, 16), date(2026, 11, 17), "برف"),),
    )

    assert snow.add(at(SATURDAY), Duration(1, "working-day")) == closing(WEDNESDAY)
    assert snow.add(at(SATURDAY), Duration(1, "day")) == closing(WEDNESDAY)
    assert snow.working_days_between(SATURDAY, WEDNESDAY) == 1


def test_before_a_meeting_a_closed_day_moves_to_the_open_day_before_it() -> None:
    assert PLAIN.subtract(at(SATURDAY), Duration(1, "day")) == closing(date(2026, 11, 11))
    assert PLAIN.subtract(at(SATURDAY), Duration(2, "working-day")) == closing(date(2026, 11, 10))


def test_an_office_that_never_opens_is_a_clear_error() -> None:
    never = WorkingCalendar(hours=(OpeningHours(date(2000, 1, 1), None, {}),))

    with pytest.raises(Conflict, match="calendar-never-opens"):
        never.add(at(SATURDAY), Duration(1, "day"))


def test_hours_until_midnight_close_at_midnight() -> None:
    night = WorkingCalendar(hours=(OpeningHours(date(2000, 1, 1), None, {0: (0, 1440)}),))

    assert night.add(at(SATURDAY), Duration(1, "day")) == at(date(2026, 11, 17), 0)


@given(calendars, moments, st.integers(1, 60), st.sampled_from(["day", "working-day", "month"]))
def test_a_due_moment_is_later_in_utc_and_closes_an_open_day(
    calendar: WorkingCalendar, moment: datetime, n: int, unit: Unit
) -> None:
    due = calendar.add(moment, Duration(n, unit))

    assert due > moment
    assert due.tzinfo is UTC
    assert calendar.is_open_day(local_date(due))
    assert local_date(due) > local_date(moment)


@given(calendars, moments, st.integers(1, 60))
def test_working_days_counted_back_are_the_days_that_were_promised(
    calendar: WorkingCalendar, moment: datetime, n: int
) -> None:
    due = calendar.add(moment, Duration(n, "working-day"))

    assert calendar.working_days_between(local_date(moment), local_date(due)) == n


@given(
    calendars, moments, st.integers(1, 30), st.sampled_from(["day", "working-day", "month", "hour", "minute"])
)
def test_a_longer_promise_is_never_due_sooner(
    calendar: WorkingCalendar, moment: datetime, n: int, unit: Unit
) -> None:
    assert calendar.add(moment, Duration(n, unit)) <= calendar.add(moment, Duration(n + 1, unit))
    assert calendar.subtract(moment, Duration(n, unit)) >= calendar.subtract(moment, Duration(n + 1, unit))
    assert calendar.subtract(moment, Duration(n, unit)) < moment


@given(calendars, moments, st.integers(1, 24))
def test_only_closed_days_extend_a_month(calendar: WorkingCalendar, moment: datetime, n: int) -> None:
    named = add_months(local_date(moment), n)
    due = local_date(calendar.add(moment, Duration(n, "month")))
    passed_over = [named + timedelta(days=gap) for gap in range((due - named).days)]

    assert due >= named
    assert not any(map(calendar.is_open_day, passed_over))
