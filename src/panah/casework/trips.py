"""A journey and what the directive says of it; pure.

Nothing here knows of cases, debts or appointments: an open question about somebody never closes a road (S10).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from panah.catalogue.rules.directive import DirectiveTable, Limit, LimitUnit, limit, no_go
from panah.foundation.errors import InvalidInput, NotFound
from panah.foundation.jalali import add_months, parse
from panah.registry.words import PaperKind

PLACE_SEPARATOR = "/"
RIGHT_TO_BE_HERE = frozenset(
    {
        PaperKind.AMAYESH_CARD,
        PaperKind.HOVIAT_CARD,
        PaperKind.SMART_ID,
        PaperKind.NINETY_DAY_SLIP,
        PaperKind.CORRECTIONS_SLIP,
        PaperKind.PENDING_PROOF,
        PaperKind.PASSPORT,
    }
)
"""The papers somebody may travel on; a travel slip or a booklet is none of them."""

type Place = tuple[str, str]
"""A county: the slugs of its province and of itself."""


@dataclass(frozen=True, slots=True)
class Trip:
    """Where to, and from which day to which (Gregorian, both included)."""

    destination: Place
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper in somebody's hand: from which day, until which it is not (None: still), and its last good day."""

    kind: str
    since: date
    until: date | None
    expires_on: date | None

    def holds(self, first: date, last: date) -> bool:
        """Whether it is in hand and in date on all these days."""
        in_hand = self.since <= first and (self.until is None or last < self.until)
        return in_hand and (self.expires_on is None or last <= self.expires_on)


@dataclass(frozen=True, slots=True)
class Traveller:
    """What a road asks of a person: nationality (ICAO code), county of registration, papers."""

    nationality: str
    registered_in: Place | None = None
    papers: tuple[Paper, ...] = ()


def read_trip(values: Mapping[str, object]) -> Trip | None:
    """Read a journey from the fields `destination`, `trip-starts` and `trip-ends`; None when one cannot be read.

    A destination is `province/county` (slugs); days are Jalali or ISO text.
    """
    destination = read_place(values.get("destination"))
    starts, ends = read_day(values.get("trip-starts")), read_day(values.get("trip-ends"))
    if destination is None or starts is None or ends is None or ends < starts:
        return None
    return Trip(destination, starts, ends)


def read_place(value: object) -> Place | None:
    """Read `bushehr/ganaveh`; None for anything else."""
    if not isinstance(value, str):
        return None
    province, separator, county = value.strip().partition(PLACE_SEPARATOR)
    return (province, county) if separator and province and county else None


def read_day(value: object) -> date | None:
    """Read a day as a form keeps it: `1405/09/05` or `2026-11-26`; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        return parse(value)
    except InvalidInput:
        pass
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def is_barred(table: DirectiveTable, trip: Trip, traveller: Traveller) -> bool:
    """Whether an area bars this journey to this person on its first or last day."""
    province, county = trip.destination
    return any(
        no_go(
            table,
            nationality=traveller.nationality,
            province=province,
            county=county,
            on=day,
            registered_in=traveller.registered_in,
        )
        for day in {trip.starts, trip.ends}
    )


def is_too_long(table: DirectiveTable, trip: Trip, *, service: str) -> bool:
    """Whether the journey ends later than the directive's `trip-length` after its first day; never without a limit."""
    try:
        row = limit(table, name="trip-length", on=trip.starts, service=service)
    except NotFound:
        return False
    return row.unit is not LimitUnit.TIMES and trip.ends > _latest_return(trip.starts, row)


def is_later_return(table: DirectiveTable, before: date, after: date, *, service: str, on: date) -> bool:
    """Whether a new day of return follows the one on the paper by no more than the directive's `extension-length`.

    Without such a limit on that day any later day does.
    """
    if after <= before:
        return False
    try:
        row = limit(table, name="extension-length", on=on, service=service)
    except NotFound:
        return True
    return row.unit is LimitUnit.TIMES or after <= _latest_return(before, row)


def may_travel_on(traveller: Traveller, trip: Trip) -> bool:
    """Whether one paper gives the right to be here on every day of the journey."""
    return any(
        paper.kind in RIGHT_TO_BE_HERE and paper.holds(trip.starts, trip.ends) for paper in traveller.papers
    )


def _latest_return(starts: date, row: Limit) -> date:
    match row.unit:
        case LimitUnit.MONTH:
            return add_months(starts, row.number)
        case LimitUnit.YEAR:
            return add_months(starts, 12 * row.number)
        case LimitUnit.HOUR:
            return starts + timedelta(days=row.number // 24)
        case _:
            return starts + timedelta(days=row.number)
