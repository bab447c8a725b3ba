"""Promises in words, and the borders of a day and week in Tehran."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.clock import local_date
from panah.web.office.dues import LATE, LATER, OPEN_ENDED, TODAY, WEEK, day_end, due_of, group_of, week_end

MOMENTS = st.integers(1_700_000_000, 1_900_000_000).map(lambda second: datetime.fromtimestamp(second, UTC))
GAPS = st.timedeltas(timedelta(days=-40), timedelta(days=40))


def test_a_promise_reads_as_a_person_would_say_it(now: datetime) -> None:
    assert due_of(now - timedelta(days=4), now=now).text == "۴ روز گذشته"
    assert due_of(now - timedelta(hours=3), now=now).text == "۳ ساعت گذشته"
    assert due_of(now - timedelta(minutes=3), now=now).text == "همین ساعت گذشت"
    assert due_of(datetime(2026, 11, 22, 10, 30, tzinfo=UTC), now=now).text == "امروز، تا ۱۴:۰۰"
    assert due_of(day_end(now), now=now).text == "امروز، تا پایان روز"
    assert due_of(now + timedelta(days=2), now=now).text == "۲ روز مانده"
    assert due_of(None, now=now).text == "بی مهلت"
    assert due_of(now, now=now, stopped="نزد متقاضی").mark == "stopped"


def test_the_week_ends_with_friday(now: datetime) -> None:
    assert local_date(week_end(now) - timedelta(seconds=1)).weekday() == 4
    assert group_of(now + timedelta(days=5), now) == WEEK
    assert group_of(now + timedelta(days=6), now) == LATER


@given(now=MOMENTS, gap=GAPS)
def test_every_promise_stands_in_exactly_one_group_and_in_order(now: datetime, gap: timedelta) -> None:
    order = [LATE, TODAY, WEEK, LATER]
    group = group_of(now + gap, now)
    assert group in order
    assert order.index(group) <= order.index(group_of(now + gap + timedelta(hours=1), now))
    assert (group == LATE) == (gap <= timedelta(0))
    assert due_of(now + gap, now=now).text


@given(now=MOMENTS)
def test_a_day_ends_within_a_day_and_a_week_within_a_week(now: datetime) -> None:
    assert timedelta(0) < day_end(now) - now <= timedelta(days=1)
    assert day_end(now) <= week_end(now)
    assert week_end(now) - now <= timedelta(days=7)
    assert group_of(None, now) == OPEN_ENDED
