"""Counters are shared so that whoever is called finds a time that is long enough and offers what is needed."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from panah.appointments.rules.needs import Need
from panah.appointments.rules.planning import FreeSlot, cost
from panah.catalogue.rules.round_orders import Counters, Extra, RoundOrder, VisitLength
from panah.rounds.rules.times import Hours, Lane, deadline_of, gaps, lanes, share, weights_of

LENGTHS = (15, 30, 45, 60)
DEMAND = st.fixed_dictionaries({length: st.integers(0, 5000) for length in LENGTHS})


@given(st.integers(1, 30), DEMAND)
def test_every_counter_is_used_and_no_household_is_too_large(places: int, demand: dict[int, int]) -> None:
    shared = share(places, demand=demand)
    assert sum(shared.values()) == places
    assert max(shared) == 60
    assert all(count > 0 for count in shared.values())


@given(st.integers(4, 30), DEMAND)
def test_with_counters_enough_each_length_that_is_asked_for_has_its_own(
    places: int, demand: dict[int, int]
) -> None:
    shared = share(places, demand=demand)
    assert {length for length, count in demand.items() if count} <= set(shared)


def test_a_length_without_a_counter_of_its_own_goes_to_the_next_longer_one() -> None:
    assert share(2, demand={15: 10, 30: 500, 45: 200, 60: 1}) == {30: 1, 60: 1}
    assert share(1, demand={15: 10, 30: 500}) == {30: 1}
    assert share(4, demand=dict.fromkeys(LENGTHS, 0)) == dict.fromkeys(LENGTHS, 1)
    assert share(0, demand={15: 1}) == {}


def counters(places: int, *offers: Extra) -> Counters:
    return Counters(office="301", places=places, offers=offers)


def at(found: tuple[Lane, ...], minute: int) -> list[Lane]:
    return [lane for lane in found if lane.hours.since <= minute < lane.hours.until]


def test_in_the_quiet_hour_half_of_the_counters_rest_and_nothing_else_is_open() -> None:
    found = lanes(
        counters(4, Extra.QUIET, Extra.CURTAIN),
        demand=dict.fromkeys(LENGTHS, 1),
        quiet=Hours(since=600, until=660),
    )
    assert sum(lane.places for lane in at(found, 480)) == 4
    quiet = at(found, 610)
    assert sum(lane.places for lane in quiet) == 2
    assert {lane.offers for lane in quiet} == {int(Need.QUIET | Need.CURTAIN)}
    assert not any(lane.offers & Need.QUIET for lane in at(found, 700))


def test_one_counter_can_send_somebody_home_to_people() -> None:
    found = lanes(counters(3, Extra.HOME_VISIT, Extra.WOMAN_OPERATOR), demand=dict.fromkeys(LENGTHS, 1))
    home = [lane for lane in found if lane.offers & Need.HOME_VISIT]
    assert [(lane.minutes, lane.places) for lane in home] == [(60, 1)]
    assert sum(lane.places for lane in found) == 3
    assert all(lane.offers & Need.WOMAN_OPERATOR for lane in found)


def test_days_on_which_something_is_open_stay_as_they_are() -> None:
    first = date(2026, 11, 23)
    days = [first + timedelta(days=ahead) for ahead in range(6)]
    assert gaps([days[2]], days) == [(days[0], days[1]), (days[3], days[5])]
    assert gaps(days, days) == []


ORDER = RoundOrder(
    slug="amayesh-21",
    number=21,
    title="طرح آمایش ۲۱",
    service="residence-documents",
    start="round",
    opens="1405/09/01",
    closes="1406/03/31",
    cards_until="1406/03/31",
    source="seed 1",
    covers=(),
    visit=(VisitLength(minutes=15, members_to=2), VisitLength(minutes=30)),
    counters=(),
)


def test_a_household_is_due_before_its_first_paper_ends_and_else_before_the_round_closes() -> None:
    assert deadline_of(ORDER, date(2027, 1, 30)) == date(2027, 1, 16)
    assert deadline_of(ORDER, None) == deadline_of(ORDER, date(2029, 1, 1)) == date(2027, 6, 7)


@given(st.integers(0, 190), st.integers(1, 20))
def test_an_earlier_day_is_never_dearer_than_a_later_one(ahead: int, later: int) -> None:
    today = date(2026, 11, 22)
    weights = weights_of(ORDER, today=today)
    points = [
        cost(
            deadline=date(2027, 5, 1),
            distance=0,
            needs=0,
            slot=FreeSlot(
                number=1, office=1, day=today + timedelta(days=days), moment=480, minutes=30, places=1
            ),
            weights=weights,
        )
        for days in (ahead, ahead + later)
    ]
    assert points[0] < points[1]
