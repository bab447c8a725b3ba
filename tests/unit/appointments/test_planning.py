"""The plan of a call-up: everybody for whom there is room, needs first, at the least cost, in any order handed in."""

from datetime import date, timedelta
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.appointments.rules.draw import Draw
from panah.appointments.rules.needs import Need, suits
from panah.appointments.rules.planning import (
    Called,
    FreeSlot,
    Plan,
    Weights,
    by_moment,
    cost,
    plan,
    points,
)
from panah.foundation.errors import InvalidInput

FIRST = date(2026, 12, 1)
WEIGHTS = Weights(late=100, near=10, early=1, far=30, spare=2, margin=5)
DRAW = Draw(seed=bytes(range(32)), purpose="round", list_digest="ab" * 32)
NEEDS = st.sampled_from([Need(0), Need.QUIET, Need.WOMAN_OPERATOR | Need.CURTAIN])
OFFERS = st.sampled_from([Need(0), Need.QUIET, Need.QUIET | Need.WOMAN_OPERATOR | Need.CURTAIN])
DAYS = st.integers(0, 20).map(lambda n: FIRST + timedelta(days=n))
REACHES = st.sampled_from([((1, 0),), ((2, 0),), ((1, 0), (2, 3)), ((1, 4), (2, 0))])


@st.composite
def callings(draw: st.DrawFn, most: int = 30) -> list[Called]:
    count = draw(st.integers(0, most))
    return [
        Called(
            number=number,
            reach=draw(REACHES),
            deadline=draw(DAYS),
            minutes=draw(st.sampled_from([20, 40])),
            needs=draw(NEEDS),
        )
        for number in range(1, count + 1)
    ]


@st.composite
def offices(draw: st.DrawFn, most: int = 8, places: int = 6) -> list[FreeSlot]:
    count = draw(st.integers(0, most))
    return [
        FreeSlot(
            number=100 + number,
            office=draw(st.sampled_from([1, 2])),
            day=draw(DAYS),
            moment=draw(st.sampled_from([480, 600])),
            minutes=draw(st.sampled_from([20, 40])),
            places=draw(st.integers(0, places)),
            offers=draw(OFFERS),
        )
        for number in range(count)
    ]


def planned(households: list[Called], slots: list[FreeSlot], weights: Weights = WEIGHTS) -> Plan:
    return plan(households=households, slots=slots, weights=weights, order=DRAW.ticket)


def fits(one: Called, slot: FreeSlot) -> bool:
    return (
        slot.office in dict(one.reach)
        and slot.minutes >= one.minutes
        and suits(offers=slot.offers, needs=one.needs)
    )


@given(callings(), offices())
def test_everybody_is_placed_once_where_it_suits_and_no_time_is_given_twice(
    households: list[Called], slots: list[FreeSlot]
) -> None:
    found = planned(households, slots)
    assert sorted([*found.unplaced, *(one for one, _ in found.placed)]) == [one.number for one in households]
    known, called = {slot.number: slot for slot in slots}, {one.number: one for one in households}
    assert all(fits(called[one], known[slot]) for one, slot in found.placed)
    used = [slot for _, slot in found.placed]
    assert all(used.count(slot.number) <= slot.places for slot in slots)


@given(callings(), offices())
def test_nobody_is_left_out_while_others_could_make_room(
    households: list[Called], slots: list[FreeSlot]
) -> None:
    found = planned(households, slots)
    at = dict(found.placed)
    for one in (one for one in households if one.number in found.unplaced):
        assert not can_make_room(one, households, slots, at)


def can_make_room(one: Called, households: list[Called], slots: list[FreeSlot], at: dict[int, int]) -> bool:
    """Whether a free place can be reached by moving some who are placed."""
    called = {other.number: other for other in households}
    seen: set[int] = set()
    ask = [one.number]
    while ask:
        who = called[ask.pop()]
        for slot in slots:
            if slot.number in seen or not fits(who, slot):
                continue
            seen.add(slot.number)
            there = [number for number, place in at.items() if place == slot.number]
            if len(there) < slot.places:
                return True
            ask += there
    return False


@given(callings(most=5), offices(most=4, places=2))
def test_no_other_plan_places_more_or_more_of_those_in_need_or_costs_less(
    households: list[Called], slots: list[FreeSlot]
) -> None:
    found = planned(households, slots)
    ours = points(found, households=households, slots=slots, weights=WEIGHTS)
    in_need = sum(1 for one in households if one.needs and one.number not in found.unplaced)
    assert (len(found.placed), in_need, -ours) == best(households, slots)


def best(households: list[Called], slots: list[FreeSlot]) -> tuple[int, int, int]:
    """The best by trying every plan: placed, placed of those in need, points below zero."""
    options = [[None, *(slot for slot in slots if fits(one, slot))] for one in households]
    return max(
        worth(households, chosen)
        for chosen in product(*options)
        if all(sum(1 for c in chosen if c is slot) <= slot.places for slot in slots)
    )


def worth(households: list[Called], chosen: tuple[FreeSlot | None, ...]) -> tuple[int, int, int]:
    given = [(one, slot) for one, slot in zip(households, chosen, strict=True) if slot is not None]
    spent = sum(
        cost(
            deadline=one.deadline,
            distance=dict(one.reach)[slot.office],
            needs=one.needs,
            slot=slot,
            weights=WEIGHTS,
        )
        for one, slot in given
    )
    return len(given), sum(1 for one, _ in given if one.needs), -spent


@given(callings(), offices(), st.randoms(use_true_random=False))
def test_the_same_people_and_times_give_the_same_plan_in_whatever_order_they_come(
    households: list[Called], slots: list[FreeSlot], chance: Random
) -> None:
    first = planned(households, slots)
    chance.shuffle(households)
    chance.shuffle(slots)
    assert planned(households, slots) == first


@given(callings(), offices(), st.binary(min_size=32, max_size=32))
def test_another_draw_changes_who_gets_which_time_and_not_how_well_all_are_served(
    households: list[Called], slots: list[FreeSlot], seed: bytes
) -> None:
    first = planned(households, slots)
    other = plan(
        households=households,
        slots=slots,
        weights=WEIGHTS,
        order=Draw(seed=seed, purpose="round", list_digest="ab" * 32).ticket,
    )
    assert sorted(slot for _, slot in first.placed) == sorted(slot for _, slot in other.placed)
    assert points(first, households=households, slots=slots, weights=WEIGHTS) == points(
        other, households=households, slots=slots, weights=WEIGHTS
    )


def like(number: int, **changed: object) -> Called:
    fields: dict[str, object] = {"reach": ((1, 0),), "deadline": FIRST, "minutes": 20, "needs": 0}
    return Called(number=number, **(fields | changed))  # type: ignore[arg-type]  # a test's own words


def slot(number: int, day: int = 0, **changed: object) -> FreeSlot:
    fields: dict[str, object] = {
        "office": 1,
        "day": FIRST + timedelta(days=day),
        "moment": 480,
        "minutes": 20,
        "places": 1,
    }
    return FreeSlot(number=number, **(fields | changed))  # type: ignore[arg-type]  # the same


def test_among_those_who_are_alike_the_lowest_ticket_gets_the_earliest_time() -> None:
    found = planned([like(n) for n in range(1, 9)], [slot(100 + day, day) for day in range(8)])
    by_ticket = sorted(range(1, 9), key=DRAW.ticket)
    assert [one for one, _ in sorted(found.placed, key=lambda pair: pair[1])] == by_ticket


def test_when_there_are_too_few_places_those_who_are_alike_are_left_out_by_the_draw() -> None:
    found = planned([like(n) for n in range(1, 9)], [slot(100, places=5)])
    assert set(found.unplaced) == set(sorted(range(1, 9), key=DRAW.ticket)[5:])


def test_who_needs_a_curtain_comes_before_who_does_not_when_one_place_is_left() -> None:
    curtained = slot(100, offers=Need.CURTAIN)
    for needy in (1, 2):
        households = [like(n, needs=Need.CURTAIN if n == needy else 0) for n in (1, 2)]
        assert planned(households, [curtained]).placed == ((needy, 100),)


def test_a_time_that_offers_more_is_kept_for_who_needs_it() -> None:
    found = planned([like(1)], [slot(100, offers=Need.CURTAIN), slot(101)])
    assert found.placed == ((1, 101),)


def test_days_after_the_deadline_cost_most_then_days_too_near_to_it_then_days_too_far_ahead() -> None:
    def spent(day: int) -> int:
        deadline = FIRST + timedelta(days=10)
        return cost(deadline=deadline, distance=0, needs=0, slot=slot(1, day), weights=WEIGHTS)

    assert [spent(day) for day in (12, 11, 10, 6, 5, 4, 0)] == [250, 150, 50, 10, 0, 1, 5]


def test_nobody_is_late_while_earlier_times_can_be_shared_out_otherwise() -> None:
    households = [like(n, deadline=FIRST + timedelta(days=n)) for n in range(1, 15)]
    found = planned(households, [slot(100 + day, day) for day in range(15)])
    assert all(place - 100 <= one for one, place in found.placed)


def test_a_shut_morning_keeps_its_order() -> None:
    had = {1: 900, 2: 600, 3: 300}
    found = plan(
        households=[like(n) for n in had],
        slots=[slot(100 + day, day) for day in range(3)],
        weights=WEIGHTS,
        order=by_moment(had.__getitem__),
    )
    assert found.placed == ((1, 102), (2, 101), (3, 100))


def test_nobody_is_called_twice() -> None:
    with pytest.raises(InvalidInput, match="list-names-somebody-twice"):
        planned([like(1), like(1)], [slot(100)])


@pytest.mark.parametrize("changed", [{"late": -1}, {"margin": -1}])
def test_points_are_no_rewards(changed: dict[str, int]) -> None:
    said = {"late": 1, "near": 1, "early": 1, "far": 1, "spare": 1, "margin": 1}
    with pytest.raises(InvalidInput, match="weights-unreadable"):
        Weights(**(said | changed))
