"""Read a directive from TOML, and refuse one that contradicts itself, with file, line and key."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import combinations

from panah.catalogue.names import REGISTRY
from panah.catalogue.rules.dating import Dated, period
from panah.catalogue.rules.directive import DirectiveTable, Tariff, same_people
from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import parse
from panah.workflow.form_reading import Path, Reading, nearest

type Places = Mapping[str, Collection[str]]
"""The counties of each province, by their slugs."""

SETTINGS = frozenset({"cash-accepted", "pos-trusted"})
"""Switches that are no condition of a process: whether counters take cash, and whether their card readers count."""

DATED_LISTS = ("tariffs", "exemptions", "no_go", "borders", "switches", "limits")


def read_directive(text: str, *, file: str, places: Places | None = None) -> DirectiveTable:
    """Read one directive; `file` is named in the problems. Without `places` its places are not looked up.

    Raises:
        FormRefused: with every problem found: unknown keys, names and places, days no calendar has, a span
            that ends before it begins, several amounts for the same people of which not exactly one decides,
            a code used twice.
    """
    reading = Reading(text, file=file)
    table = reading.table(DirectiveTable, reading.tables)
    if table is not None:
        dated = _refuse_dates(reading, table)
        _refuse_names(reading, table)
        _refuse_bands(reading, table)
        _refuse_rounds(reading, table)
        if places is not None:
            _refuse_places(reading, table, places)
        _refuse_repeated_codes(reading, table)
        if dated:
            _refuse_undecided(reading, table)
    reading.finish()
    if table is None:
        raise AssertionError("a refused table leaves a problem behind")
    return table


def _rows(table: DirectiveTable) -> Iterator[tuple[Path, Dated]]:
    for name in DATED_LISTS:
        for place, row in enumerate(getattr(table, name)):
            yield (name, place), row


def _refuse_dates(reading: Reading, table: DirectiveTable) -> bool:
    """Refuse impossible days and empty spans; tells whether all dates can be used."""
    sound = True
    for path, row in _rows(table):
        try:
            span = period(row)
        except InvalidInput as error:
            reading.refuse((*path, "valid_from"), error.code, f"is not a day of the calendar: {error}")
            sound = False
            continue
        if span.until is not None and span.until <= span.first:
            reading.refuse((*path, "valid_until"), "empty-span", "must come after valid_from")
            sound = False
    return sound


def _refuse_names(reading: Reading, table: DirectiveTable) -> None:
    for place, row in enumerate(table.tariffs):
        _refuse_unknown(reading, ("tariffs", place, "service"), (row.service,), REGISTRY.services)
    for place, exemption in enumerate(table.exemptions):
        _refuse_unknown(reading, ("exemptions", place, "services"), exemption.services, REGISTRY.services)
    for place, limit in enumerate(table.limits):
        named = (limit.service,) if limit.service else ()
        _refuse_unknown(reading, ("limits", place, "service"), named, REGISTRY.services)
    for place, reason in enumerate(table.reasons):
        _refuse_unknown(reading, ("reasons", place, "services"), reason.services, REGISTRY.services)
    for place, switch in enumerate(table.switches):
        path: Path = ("switches", place)
        _refuse_unknown(reading, (*path, "service"), (switch.service,), REGISTRY.services)
        _refuse_unknown(reading, (*path, "name"), (switch.name,), REGISTRY.conditions | SETTINGS)
        _refuse_unknown(reading, (*path, "requires"), switch.requires, REGISTRY.conditions)
        _refuse_unknown(reading, (*path, "excludes"), switch.excludes, REGISTRY.conditions)


def _refuse_rounds(reading: Reading, table: DirectiveTable) -> None:
    """Refuse a round of a service nobody knows, on days no calendar has, or that ends before it opens."""
    for place, row in enumerate(table.rounds):
        path: Path = ("rounds", place)
        _refuse_unknown(reading, (*path, "service"), (row.service,), REGISTRY.services)
        days = {}
        for key in ("opens", "closes", "cards_until"):
            try:
                days[key] = parse(getattr(row, key))
            except InvalidInput as error:
                reading.refuse((*path, key), error.code, f"is not a day of the calendar: {error}")
        if len(days) == len(("opens", "closes", "cards_until")) and not (
            days["opens"] < days["closes"] and days["opens"] < days["cards_until"]
        ):
            reading.refuse((*path, "closes"), "empty-span", "must come after opens, as must cards_until")


def _refuse_bands(reading: Reading, table: DirectiveTable) -> None:
    """Refuse a band of households that has nobody in it."""
    for place, row in enumerate(table.tariffs):
        least, most = row.members_from, row.members_to
        if any(bound is not None and bound < 1 for bound in (least, most)) or (
            least is not None and most is not None and most < least
        ):
            message = "must name at least one member, and not fewer than members_from"
            reading.refuse(
                ("tariffs", place, "members_to" if most else "members_from"), "empty-band", message
            )


def _refuse_places(reading: Reading, table: DirectiveTable, places: Places) -> None:
    if table.province is not None:
        _refuse_unknown(reading, ("province",), (table.province,), places)
    for place, row in enumerate(table.tariffs):
        if row.province is not None:
            _refuse_unknown(reading, ("tariffs", place, "province"), (row.province,), places)
    for place, area in enumerate(table.no_go):
        path: Path = ("no_go", place)
        _refuse_unknown(reading, (*path, "province"), (area.province,), places)
        _refuse_unknown(reading, (*path, "counties"), area.counties, places.get(area.province, ()))


def _refuse_unknown(reading: Reading, path: Path, names: tuple[str, ...], known: Collection[str]) -> None:
    for name in names:
        if name not in known:
            reading.refuse(path, "unknown-name", f"{name!r} is not known", nearest=nearest(name, known))


def _refuse_repeated_codes(reading: Reading, table: DirectiveTable) -> None:
    for name, key in (("exemptions", "code"), ("borders", "code"), ("reasons", "code"), ("rounds", "slug")):
        codes = [getattr(row, key) for row in getattr(table, name)]
        counts = Counter(codes)
        for place, code in enumerate(codes):
            if counts[code] > 1:
                reading.refuse((name, place, key), "repeated-code", f"{code!r} stands more than once")


def _refuse_undecided(reading: Reading, table: DirectiveTable) -> None:
    """Where two amounts for one fee hold on the same day, exactly one of them decides."""
    for (first, one), (second, other) in combinations(enumerate(table.tariffs), 2):
        if _rivals(one, other) and one.decides == other.decides:
            message = f"overlaps tariffs[{first + 1}]; exactly one of the two must have `decides = true`"
            reading.refuse(("tariffs", second), "undecided-tariff", message)


def _rivals(one: Tariff, other: Tariff) -> bool:
    same = (one.service, one.fee) == (other.service, other.fee)
    return same and same_people(one, other) and period(one).overlaps(period(other))
