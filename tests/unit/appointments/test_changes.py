"""Changing, cancelling and missing a time: what has begun stays, and nothing is counted against anybody."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest

from panah.appointments.rules.changes import (
    LIVE,
    Offered,
    Standing,
    State,
    may_be_earlier,
    next_to_ask,
    refuse_change,
    refuse_missing,
    refuse_unusable,
)
from panah.appointments.rules.needs import Need
from panah.foundation.errors import Conflict, InvalidInput

NOW = datetime(2026, 11, 22, 5, 42, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINE = Standing(state=State.BOOKED, starts_at=NOW + 48 * HOUR, minutes=30, needs=Need.CURTAIN)
FREE = Offered(starts_at=NOW + HOUR, minutes=30, offers=Need.CURTAIN | Need.QUIET, is_shut=False, left=1)


def test_a_time_to_come_may_be_changed_and_one_that_waits_for_the_office_too() -> None:
    refuse_change(MINE, now=NOW)
    refuse_change(replace(MINE, state=State.WAITING, starts_at=NOW - HOUR), now=NOW)


@pytest.mark.parametrize("state", sorted(set(State) - LIVE))
def test_what_has_ended_is_not_changed_but_booked_anew(state: State) -> None:
    with pytest.raises(Conflict, match="appointment-ended"):
        refuse_change(replace(MINE, state=state), now=NOW)


def test_what_has_begun_is_not_changed() -> None:
    with pytest.raises(Conflict, match="appointment-begun"):
        refuse_change(replace(MINE, starts_at=NOW), now=NOW)


def test_only_what_is_over_can_have_been_missed() -> None:
    refuse_missing(replace(MINE, starts_at=NOW), now=NOW)
    with pytest.raises(Conflict, match="appointment-to-come"):
        refuse_missing(MINE, now=NOW)
    with pytest.raises(Conflict, match="appointment-ended"):
        refuse_missing(replace(MINE, state=State.WAITING), now=NOW)


@pytest.mark.parametrize(
    ("time", "code"),
    [
        (replace(FREE, is_shut=True), "slot-shut"),
        (replace(FREE, starts_at=NOW), "slot-over"),
        (replace(FREE, minutes=20), "slot-does-not-suit"),
        (replace(FREE, offers=0), "slot-does-not-suit"),
        (replace(FREE, left=0), "slot-full"),
    ],
)
def test_a_time_nobody_could_use_is_refused_by_its_reason(time: Offered, code: str) -> None:
    with pytest.raises((Conflict, InvalidInput), match=code):
        refuse_unusable(time, minutes=30, needs=Need.CURTAIN, now=NOW)


def test_an_earlier_time_is_offered_only_where_it_is_earlier_and_suits() -> None:
    assert may_be_earlier(MINE, FREE, now=NOW)
    for time in (
        replace(FREE, starts_at=MINE.starts_at),
        replace(FREE, starts_at=NOW),
        replace(FREE, offers=0),
        replace(FREE, minutes=15),
        replace(FREE, is_shut=True),
    ):
        assert not may_be_earlier(MINE, time, now=NOW)
    assert not may_be_earlier(replace(MINE, state=State.WAITING), FREE, now=NOW)


def test_a_freed_time_goes_to_who_needs_something_then_by_the_draw_and_never_by_who_was_quick() -> None:
    waiting = [(0, b"b", 1), (0, b"a", 2), (int(Need.QUIET), b"z", 3)]
    assert next_to_ask(waiting, count=2) == next_to_ask(reversed(waiting), count=2) == [3, 2]


def test_the_rules_know_nothing_of_how_often_somebody_missed() -> None:
    assert {field.name for field in fields(Standing)} == {"state", "starts_at", "minutes", "needs"}
