"""How long one may object, and what may follow a decision (S6, S28)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.catalogue.rules.directive import DirectiveTable, Limit, LimitUnit
from panah.decisions.rules.window import (
    ANSWERS,
    NEXT,
    State,
    court_times,
    last_day,
    refuse_closed,
    time_to_object,
)
from panah.foundation.clock import local_date
from panah.foundation.durations import Duration
from panah.foundation.errors import Conflict
from panah.foundation.working_time import Closure, WorkingCalendar


def limit(name: str, number: int, *, service: str | None = None, unit: LimitUnit = LimitUnit.DAY) -> Limit:
    return Limit(
        name=name, number=number, unit=unit, valid_from="1400/01/01", source="known", service=service
    )


TODAY = date(2026, 11, 22)
TABLE = DirectiveTable(
    slug="x",
    title="دستورالعمل",
    limits=(
        limit("objection", 20),
        limit("objection", 30, service="revocation"),
        limit("court-in-country", 3, unit=LimitUnit.MONTH),
        limit("court-abroad", 6, unit=LimitUnit.MONTH),
    ),
)
moments = st.builds(
    lambda hours: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hours), st.integers(0, 40_000)
)


def test_the_time_is_the_ends_own_else_the_services_else_the_common_one() -> None:
    own = Duration(5, "day")
    assert time_to_object(own, TABLE, service="revocation", on=TODAY) == own
    assert time_to_object(None, TABLE, service="revocation", on=TODAY) == Duration(30, "day")
    assert time_to_object(None, TABLE, service="other", on=TODAY) == Duration(20, "day")
    assert time_to_object(None, DirectiveTable(slug="x", title="د"), service="other", on=TODAY) is None


def test_the_court_is_open_for_longer_from_abroad() -> None:
    assert court_times(TABLE, on=TODAY) == (Duration(3, "month"), Duration(6, "month"))
    assert court_times(DirectiveTable(slug="x", title="د"), on=TODAY) == (None, None)


@given(moments, st.integers(1, 60), st.lists(st.tuples(st.integers(0, 90), st.integers(0, 9)), max_size=4))
def test_the_day_of_serving_is_not_counted_and_a_closed_last_day_is_extended(
    served: datetime, days: int, shut: list[tuple[int, int]]
) -> None:
    start = local_date(served)
    closures = tuple(
        Closure(start + timedelta(days=first), start + timedelta(days=first + length), "بسته")
        for first, length in shut
    )
    calendar = WorkingCalendar(closures=closures)
    found = last_day(served, Duration(days, "day"), calendar)
    counted = start + timedelta(days=days)
    assert found >= counted
    assert calendar.is_open_day(found)
    skipped = [counted + timedelta(days=n) for n in range((found - counted).days)]
    assert not any(calendar.is_open_day(day) for day in skipped)


@given(moments, st.integers(1, 60))
def test_a_later_serving_never_ends_earlier(served: datetime, days: int) -> None:
    calendar = WorkingCalendar()
    ends = [last_day(served + timedelta(days=n), Duration(days, "day"), calendar) for n in range(4)]
    assert all(first <= second for first, second in pairwise(ends))


def test_on_the_last_day_one_may_object_and_the_day_after_not() -> None:
    refuse_closed(State.IN_FORCE, TODAY, TODAY)
    refuse_closed(State.IN_FORCE, None, TODAY + timedelta(days=10_000))
    with pytest.raises(Conflict, match="objection-too-late"):
        refuse_closed(State.IN_FORCE, TODAY, TODAY + timedelta(days=1))


@pytest.mark.parametrize("state", sorted(set(State) - {State.IN_FORCE}))
def test_only_a_decision_in_force_can_be_objected_to(state: State) -> None:
    with pytest.raises(Conflict, match="objection-not-open"):
        refuse_closed(state, None, TODAY)


def test_every_answer_is_a_state_that_may_follow_an_objection() -> None:
    assert set(ANSWERS.values()) <= NEXT[State.OBJECTED]
    assert NEXT.keys() == set(State)
