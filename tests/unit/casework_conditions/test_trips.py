"""What a traveller may rely on about a journey, whatever else is open about them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.trips import (
    Paper,
    Traveller,
    Trip,
    is_barred,
    is_later_return,
    is_too_long,
    may_travel_on,
    read_day,
    read_place,
    read_trip,
)
from panah.catalogue.rules.directive import DirectiveTable, Limit, LimitUnit, NoGoArea
from panah.foundation.jalali import format_short
from panah.registry.words import PaperKind

GANAVEH = NoGoArea(
    province="bushehr",
    counties=("ganaveh",),
    nationalities=("AFG",),
    label="گناوه",
    valid_from="1401/01/01",
    source="known",
)
THIRTY_DAYS = Limit(
    name="trip-length", number=30, unit=LimitUnit.DAY, valid_from="1401/01/01", source="known"
)
TABLE = DirectiveTable(slug="x", title="دستورالعمل", no_go=(GANAVEH,), limits=(THIRTY_DAYS,))
STARTS = date(2026, 11, 26)
days = st.dates(date(2024, 1, 1), date(2030, 1, 1))
places = st.sampled_from([("bushehr", "ganaveh"), ("bushehr", "deyr"), ("fars", "shiraz")])


def test_a_new_day_of_return_follows_the_one_on_the_paper_and_lies_no_further_than_the_directive_lets() -> (
    None
):
    on_paper, thirty = STARTS, timedelta(days=30)
    limited = DirectiveTable(
        slug="x", title="دستورالعمل", limits=(replace(THIRTY_DAYS, name="extension-length"),)
    )
    for table, after, fits in (
        (limited, on_paper - timedelta(days=1), False),
        (limited, on_paper, False),
        (limited, on_paper + timedelta(days=1), True),
        (limited, on_paper + thirty, True),
        (limited, on_paper + thirty + timedelta(days=1), False),
        (TABLE, on_paper + 10 * thirty, True),
        (TABLE, on_paper, False),
    ):
        assert is_later_return(table, on_paper, after, service="intercity-travel", on=STARTS) is fits


def trip(to: tuple[str, str] = ("bushehr", "ganaveh"), length: int = 7) -> Trip:
    return Trip(to, STARTS, STARTS + timedelta(days=length))


def test_a_closed_area_bars_those_it_names() -> None:
    assert is_barred(TABLE, trip(), Traveller("AFG"))
    assert not is_barred(TABLE, trip(), Traveller("IRQ"))
    assert not is_barred(TABLE, trip(("bushehr", "deyr")), Traveller("AFG"))


def test_nobody_is_barred_from_the_county_they_are_registered_in() -> None:
    assert not is_barred(TABLE, trip(), Traveller("AFG", ("bushehr", "ganaveh")))
    assert is_barred(TABLE, trip(), Traveller("AFG", ("bushehr", "deyr")))


def test_an_area_that_is_closed_from_a_day_of_the_journey_on_bars_it() -> None:
    closes = NoGoArea(
        province="fars", label="فارس", valid_from=format_latin(STARTS + timedelta(days=3)), source="known"
    )
    table = DirectiveTable(slug="x", title="دستورالعمل", no_go=(closes,))
    assert is_barred(table, trip(("fars", "shiraz")), Traveller("AFG"))
    assert not is_barred(table, trip(("fars", "shiraz"), length=2), Traveller("AFG"))


def format_latin(day: date) -> str:
    return format_short(day, months="en")


@pytest.mark.parametrize(
    ("number", "unit", "last"),
    [(30, LimitUnit.DAY, 30), (48, LimitUnit.HOUR, 2), (1, LimitUnit.MONTH, 30), (1, LimitUnit.YEAR, 365)],
)
def test_a_journey_may_last_as_long_as_the_directive_says(number: int, unit: LimitUnit, last: int) -> None:
    row = Limit(name="trip-length", number=number, unit=unit, valid_from="1401/01/01", source="known")
    table = DirectiveTable(slug="x", title="دستورالعمل", limits=(row,))
    assert not is_too_long(table, trip(length=last), service="intercity-travel")
    assert is_too_long(table, trip(length=last + 1), service="intercity-travel")


def test_without_a_limit_no_journey_is_too_long() -> None:
    assert not is_too_long(DirectiveTable(slug="x", title="د"), trip(length=900), service="intercity-travel")


@given(since=days, expires=st.none() | days, until=st.none() | days)
def test_a_paper_counts_only_when_it_is_in_hand_and_in_date_on_every_day(
    since: date, expires: date | None, until: date | None
) -> None:
    journey = trip()
    span = [journey.starts + timedelta(days=n) for n in range((journey.ends - journey.starts).days + 1)]
    paper = Paper(PaperKind.AMAYESH_CARD, since, until, expires)
    every_day = all(
        since <= day and (until is None or day < until) and (expires is None or day <= expires)
        for day in span
    )
    assert may_travel_on(Traveller("AFG", None, (paper,)), journey) is every_day


def test_a_travel_slip_or_a_booklet_gives_no_right_to_travel() -> None:
    for kind in (PaperKind.INTERCITY_SLIP, PaperKind.INSURANCE_BOOKLET, PaperKind.EXIT_PASS):
        paper = Paper(kind, date(2020, 1, 1), None, None)
        assert not may_travel_on(Traveller("AFG", None, (paper,)), trip())


@given(place=places, starts=days, length=st.integers(0, 60), is_jalali=st.booleans())
def test_a_journey_is_read_as_it_was_written(
    place: tuple[str, str], starts: date, length: int, is_jalali: bool
) -> None:
    ends = starts + timedelta(days=length)
    write = format_short if is_jalali else date.isoformat
    values = {"destination": "/".join(place), "trip-starts": write(starts), "trip-ends": write(ends)}
    assert read_trip(values) == Trip(place, starts, ends)


@given(st.none() | st.text(max_size=20) | st.integers() | st.lists(st.text(max_size=3), max_size=2))
def test_what_cannot_be_read_is_no_journey_and_never_an_error(value: object) -> None:
    good = {"destination": "fars/shiraz", "trip-starts": "1405/09/05", "trip-ends": "1405/09/09"}
    found = [read_trip(good | {name: value}) for name in good]
    assert all(one is None or (one.starts <= one.ends and all(one.destination)) for one in found)
    assert (read_place(value) is None) <= (found[0] is None)
    assert (read_day(value) is None) <= (found[1] is None)


def test_a_journey_that_ends_before_it_begins_is_none() -> None:
    values = {"destination": "fars/shiraz", "trip-starts": "1405/09/05", "trip-ends": "1405/09/04"}
    assert read_trip(values) is None
