"""What a directive says: dated tariffs, exemptions, areas, borders, switches, limits and reasons.

A directive overrides numbers and switches that a service file names, never its graph. Amounts are rial, dates
in the rows are Jalali text, days asked about are Gregorian.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from panah.catalogue.rules.dating import Dated, JalaliText, period
from panah.catalogue.rules.round_orders import RoundOrder
from panah.foundation.durations import Duration, Unit
from panah.foundation.errors import NotFound
from panah.workflow.form_options import ChargedPer, OfficeLevel, Option
from panah.workflow.form_text import Account, Plain, Prose, Slug, Source, TextRule, Title

Nationality = Annotated[
    str, TextRule(pattern="[A-Z]{3}", meaning="the three letters of a nationality on a travel document")
]

MOST_MEMBERS: Final = 10**6
"""Where a band of a household's size is open, it ends here."""


class LimitUnit(Option):
    """What a limit counts."""

    HOUR = "hour", "ساعت"
    DAY = "day", "روز"
    WORKING_DAY = "working-day", "روز کاری"
    MONTH = "month", "ماه"
    YEAR = "year", "سال"
    TIMES = "times", "بار"


class ReasonKind(Option):
    """The kind of word a reason may stand beside."""

    REFUSED = "refused", "رد"
    RETURNED = "returned", "بازگشت برای تکمیل"
    LEFT_OUT = "left-out", "بیرون ماندن از یک درخواست"
    STOPPED = "stopped", "توقف"
    DOUBTFUL = "doubtful", "روشن نبودن آزادی تصمیم"
    NOT_IN_INTEREST = "not-in-interest", "به مصلحت کودک نبودن"


class PayeeKind(Option):
    """Whose money a fee is, whatever account it goes to."""

    TREASURY = "treasury", "خزانهٔ دولت"
    MUNICIPALITY = "municipality", "شهرداری"
    OFFICE = "office", "دفتر خدمات"
    LABOUR = "labour", "کار و رفاه اجتماعی"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tariff:
    """One amount for one fee; of several that hold on a day, the one that `decides` is charged.

    `members_from` and `members_to` (both included) bound the number of people the case is still open for, `level` is
    that of the office the case lies with, `province` and `round` narrow it further; without them it is everybody's. A
    row that is narrower goes before a wider one: a round's first, then a province's, a level's, a household's size.
    """

    service: Slug
    fee: Slug
    what: Prose
    rial: int
    per: ChargedPer
    valid_from: JalaliText
    source: Source
    payee: Prose | None = None
    payee_kind: PayeeKind = PayeeKind.TREASURY
    account: Account | None = None
    members_from: int | None = None
    members_to: int | None = None
    level: OfficeLevel | None = None
    province: Slug | None = None
    round: Slug | None = None
    valid_until: JalaliText | None = None
    decides: bool = False
    confirmed: bool = False
    note: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A ground on which a fee is not taken (S18), for the services and fees named or, without a name, for all."""

    code: Slug
    label: Plain
    proof: Plain
    valid_from: JalaliText
    source: Source
    valid_until: JalaliText | None = None
    services: tuple[Slug, ...] = ()
    fees: tuple[Slug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoGoArea:
    """Counties, or a whole province, for which no slip is given to those of a nationality who live elsewhere.

    No nationalities means all, no counties the whole province; `spares_registered` lets those through whose
    household is registered there.
    """

    province: Slug
    label: Plain
    valid_from: JalaliText
    source: Source
    valid_until: JalaliText | None = None
    counties: tuple[Slug, ...] = ()
    nationalities: tuple[Nationality, ...] = ()
    spares_registered: bool = True
    confirmed: bool = False
    note: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """A border crossing that whoever returns may choose, with the country behind it in its label."""

    code: Slug
    label: Plain
    valid_from: JalaliText
    source: Source
    valid_until: JalaliText | None = None
    confirmed: bool = False
    note: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """A way that the directive opens or shuts; it is open where every condition it requires holds as well."""

    name: Slug
    service: Slug
    on: bool
    valid_from: JalaliText
    source: Source
    valid_until: JalaliText | None = None
    requires: tuple[Slug, ...] = ()
    excludes: tuple[Slug, ...] = ()
    note: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A number with its unit under a name, for one service or, without one, for all."""

    name: Slug
    number: int
    unit: LimitUnit
    valid_from: JalaliText
    source: Source
    valid_until: JalaliText | None = None
    service: Slug | None = None
    note: Prose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is refused, returned or left out: what the person reads, and what can be done."""

    code: Slug
    text: Plain
    remedy: Plain
    kinds: tuple[ReasonKind, ...]
    rule: Prose | None = None
    services: tuple[Slug, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveTable:
    """A directive as a whole; without a province it is everybody's."""

    slug: Slug
    title: Title
    province: Slug | None = None
    tariffs: tuple[Tariff, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    no_go: tuple[NoGoArea, ...] = ()
    borders: tuple[Border, ...] = ()
    switches: tuple[Switch, ...] = ()
    limits: tuple[Limit, ...] = ()
    reasons: tuple[Reason, ...] = ()
    rounds: tuple[RoundOrder, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What a tariff may turn on; None where it is not known, and then no row that asks for it is meant."""

    members: int | None = None
    level: OfficeLevel | None = None
    province: str | None = None
    round: str | None = None


ANYBODY: Final = Situation()


def tariff(
    table: DirectiveTable, *, service: str, fee: str, on: date, situation: Situation = ANYBODY
) -> Tariff:
    """Give the amount that is charged on a day in a situation; raises `NotFound("tariff-not-set")`."""
    rows = deciding_tariffs(table, service=service, fee=fee, on=on)
    for row in rows:
        if _meets(row, situation):
            return row
    raise NotFound("tariff-not-set", service=service, fee=fee, on=on.isoformat())


def tariffs(table: DirectiveTable, *, service: str, on: date) -> tuple[Tariff, ...]:
    """Give every deciding amount of a service on a day: by fee in the order of the directive, then the narrowest."""
    of_service = [row for row in table.tariffs if row.service == service]
    fees = dict.fromkeys(row.fee for row in _in_force(of_service, on))
    return tuple(row for fee in fees for row in deciding_tariffs(table, service=service, fee=fee, on=on))


def deciding_tariffs(table: DirectiveTable, *, service: str, fee: str, on: date) -> tuple[Tariff, ...]:
    """Give the amounts of a fee that are charged on a day, one per round, place and band, the narrowest first."""
    rows = _in_force((row for row in table.tariffs if (row.service, row.fee) == (service, fee)), on)
    deciding: dict[object, Tariff] = {}
    for row in rows:
        before = deciding.get(_cell(row))
        if before is None or (row.decides and not before.decides):
            deciding[_cell(row)] = row
    return tuple(sorted(deciding.values(), key=_width))


def same_people(one: Tariff, other: Tariff) -> bool:
    """Whether two rows of a fee speak of the same round, place and level, and of households of the same size."""
    place = (one.round, one.province, one.level) == (other.round, other.province, other.level)
    is_banded = {_is_banded(one), _is_banded(other)}
    if not place or len(is_banded) > 1:
        return False
    (least, most), (other_least, other_most) = _band(one), _band(other)
    return least <= other_most and other_least <= most


def exemptions(table: DirectiveTable, *, service: str, on: date) -> tuple[Exemption, ...]:
    """Give the grounds on which fees of a service may be waived on a day; which fees, each ground says."""
    return _in_force((row for row in table.exemptions if _covers(row.services, service)), on)


def grounds(table: DirectiveTable, *, on: date) -> tuple[Exemption, ...]:
    """Give every ground on which any fee may be waived on a day."""
    return _in_force(table.exemptions, on)


def no_go(
    table: DirectiveTable,
    *,
    nationality: str,
    province: str,
    county: str,
    on: date,
    registered_in: tuple[str, str] | None = None,
) -> NoGoArea | None:
    """Find the area that bars a journey to a county, if one does.

    `registered_in` is the (province, county) the traveller's household is registered in: nobody is barred
    from there where the area spares them.
    """
    for area in _in_force((row for row in table.no_go if row.province == province), on):
        spared = area.spares_registered and registered_in == (province, county)
        if not spared and _covers(area.counties, county) and _covers(area.nationalities, nationality):
            return area
    return None


def borders(table: DirectiveTable, *, on: date) -> tuple[Border, ...]:
    """List the border crossings that may be chosen on a day, in the order of the directive."""
    return _in_force(table.borders, on)


def switch(table: DirectiveTable, *, name: str, service: str, on: date) -> Switch | None:
    """Give a switch that is on that day, with the conditions it asks; None when it is off or not there."""
    rows = _in_force((row for row in table.switches if (row.name, row.service) == (name, service)), on)
    return next((row for row in rows if row.on), None)


def limit(table: DirectiveTable, *, name: str, on: date, service: str | None = None) -> Limit:
    """Give a limit: the service's own before the common one; raises `NotFound("limit-not-set")`."""
    rows = _in_force((row for row in table.limits if row.name == name), on)
    for wanted in (service, None):
        if found := next((row for row in rows if row.service == wanted), None):
            return found
    raise NotFound("limit-not-set", name=name, on=on.isoformat())


def length(row: Limit) -> Duration:
    """Give a limit of time as a length; raises `ValueError` for one that counts times."""
    units: dict[LimitUnit, Unit] = {
        LimitUnit.HOUR: "hour",
        LimitUnit.DAY: "day",
        LimitUnit.WORKING_DAY: "working-day",
        LimitUnit.MONTH: "month",
        LimitUnit.YEAR: "year",
    }
    if row.unit not in units:
        raise ValueError(f"{row.name} counts {row.unit}, not time")
    return Duration(row.number, units[row.unit])


def reasons(table: DirectiveTable, *, service: str, kind: ReasonKind) -> tuple[Reason, ...]:
    """List the reasons that may stand beside a word of this kind, in the order of the directive."""
    return tuple(row for row in table.reasons if kind in row.kinds and _covers(row.services, service))


def reason(table: DirectiveTable, *, code: str) -> Reason:
    """Find a reason by its code; raises `NotFound("reason-unknown")`."""
    found = next((row for row in table.reasons if row.code == code), None)
    if found is None:
        raise NotFound("reason-unknown", reason=code)
    return found


def _meets(row: Tariff, situation: Situation) -> bool:
    least, most = _band(row)
    return (
        row.round in {None, situation.round}
        and row.province in {None, situation.province}
        and row.level in {None, situation.level}
        and (not _is_banded(row) or (situation.members is not None and least <= situation.members <= most))
    )


def _is_banded(row: Tariff) -> bool:
    return row.members_from is not None or row.members_to is not None


def _band(row: Tariff) -> tuple[int, int]:
    return row.members_from or 0, row.members_to if row.members_to is not None else MOST_MEMBERS


def _cell(row: Tariff) -> object:
    return row.round, row.province, row.level, row.members_from, row.members_to


def _width(row: Tariff) -> tuple[bool, bool, bool, bool, int]:
    return row.round is None, row.province is None, row.level is None, not _is_banded(row), _band(row)[0]


def _covers(names: tuple[str, ...], name: str) -> bool:
    return not names or name in names


def _in_force[Row: Dated](rows: Iterable[Row], on: date) -> tuple[Row, ...]:
    return tuple(row for row in rows if period(row).holds(on))
