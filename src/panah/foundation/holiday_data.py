"""Public holidays: the solar ones by rule for any year, the lunar ones from dated data while it lasts.

Lunar holidays depend on the sighting of the moon and are named year by year in the official calendar; beyond
`data_ends_on()` a working calendar knows only the solar ones, and the product must say so.
"""

from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, cast

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import Jalali, month_length, parse, to_gregorian, to_jalali
from panah.foundation.working_time import Holiday, HolidayKind

_COLUMNS: Final = ["jalali", "title", "kind", "status", "source"]
_KINDS: Final = frozenset({"solar", "lunar", "solar+lunar", "declared"})
_STATUSES: Final = frozenset({"published", "to be confirmed"})
_RULE: Final = "Calendar of official holidays of Iran: fixed days of the solar year"

_SOLAR: Final = (
    (1, 1, "آغاز نوروز"),
    (1, 2, "عید نوروز"),
    (1, 3, "عید نوروز"),
    (1, 4, "عید نوروز"),
    (1, 12, "روز جمهوری اسلامی ایران"),
    (1, 13, "روز طبیعت"),
    (3, 14, "رحلت امام خمینی"),
    (3, 15, "قیام ۱۵ خرداد"),
    (11, 22, "پیروزی انقلاب اسلامی"),
    (12, 29, "روز ملی شدن صنعت نفت"),
)


def solar_holidays(jalali_year: int) -> tuple[Holiday, ...]:
    """The ten holidays fixed in the solar year, in order. Raises `InvalidInput` outside 1200 to 1599."""
    return tuple(
        Holiday(to_gregorian(Jalali(jalali_year, month, day)), title, "solar", source=_RULE)
        for month, day, title in _SOLAR
    )


@cache
def shipped_holidays() -> tuple[Holiday, ...]:
    """Every holiday of the years whose calendar ships with the product, in order."""
    folder = files("panah.foundation") / "data"
    tables = sorted(entry.name for entry in folder.iterdir() if entry.name.startswith("holidays-"))
    read = [holiday for name in tables for holiday in read_holidays((folder / name).read_text("utf-8"))]
    return tuple(sorted(read, key=lambda holiday: holiday.date))


def read_holidays(text: str) -> tuple[Holiday, ...]:
    """Holidays of a tab-separated table `jalali, title, kind, status, source`; lines with # are remarks.

    Status is `published` or `to be confirmed`. Raises `InvalidInput` with `holidays-columns-wrong` or
    `holidays-row-wrong` (its line, and why).
    """
    lines = [
        (n, line) for n, line in enumerate(text.splitlines(), start=1) if line and not line.startswith("#")
    ]
    if not lines or lines[0][1].split("\t") != _COLUMNS:
        raise InvalidInput("holidays-columns-wrong", expected=_COLUMNS)
    return tuple(_holiday(line.split("\t"), line=n) for n, line in lines[1:])


def covers(jalali_year: int) -> bool:
    """Whether the lunar holidays of this Jalali year are in the shipped data."""
    return jalali_year in _covered_years()


def data_ends_on() -> date:
    """The last Gregorian day whose lunar holidays are known: the end of the last year covered."""
    year = max(_covered_years())
    return to_gregorian(Jalali(year, 12, month_length(year, 12)))


def official_holidays(first_year: int, last_year: int) -> tuple[Holiday, ...]:
    """All holidays known for these Jalali years, both included: from data where it covers, else by rule."""
    known = [
        holiday for holiday in shipped_holidays() if first_year <= to_jalali(holiday.date).year <= last_year
    ]
    for year in range(first_year, last_year + 1):
        known += () if covers(year) else solar_holidays(year)
    return tuple(sorted(known, key=lambda holiday: holiday.date))


@cache
def _covered_years() -> frozenset[int]:
    return frozenset(to_jalali(holiday.date).year for holiday in shipped_holidays())


def _holiday(row: list[str], *, line: int) -> Holiday:
    if len(row) != len(_COLUMNS):
        raise InvalidInput("holidays-row-wrong", line=line, why="columns")
    jalali, title, kind, status, source = row
    if kind not in _KINDS or status not in _STATUSES or not title:
        raise InvalidInput("holidays-row-wrong", line=line, why="kind, status or title")
    try:
        day = parse(jalali)
    except InvalidInput as error:
        raise InvalidInput("holidays-row-wrong", line=line, why=error.code) from error
    return Holiday(day, title, cast("HolidayKind", kind), confirmed=status == "published", source=source)
