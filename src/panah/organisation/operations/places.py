"""Bring in provinces and counties, from what is shipped or from a table a bureau prepared."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Final

from django.db import transaction

from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean
from panah.organisation.models import Province
from panah.organisation.operations.place_rows import KnownPlaces, PlaceRow
from panah.organisation.place_names import shipped

TABLE: Final = ("province", "slug", "name")
HEADER: Final = ("province", "county", "valid_from")
SLUG: Final = "slug"
"""A fourth column that may stand there: the county's Latin name, as addresses and English pages have it."""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one line of an imported table was left out; the line is counted from 1."""

    line: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: how many rows it took, how many of them changed anything, and those it could not read."""

    imported: int
    changed: int
    problems: tuple[RowProblem, ...]


def import_shipped_places() -> ImportReport:
    """Bring in the 31 provinces and the counties that are shipped; doing it again changes nothing."""
    rows = [
        Province(code=code, slug=slug, name=name)
        for _, (code, slug, name) in _tabbed(shipped("provinces.tsv"))
    ]
    with transaction.atomic():
        Province.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["code"], update_fields=["slug", "name"]
        )
        return import_counties(text=shipped("counties.tsv"))


def import_counties(*, text: str) -> ImportReport:
    """Bring in counties from tab-separated lines of province slug, county slug and Persian name.

    Lines that begin with # are passed over. A line that cannot be read is reported with its number and one
    of the codes ``columns``, ``province-unknown``, ``slug-unreadable``, ``name-missing``; the others go in.
    """
    return _import(PlaceRow.read(line, cells, TABLE) for line, cells in _tabbed(text))


def import_places(*, text: str) -> ImportReport:
    """Bring in counties from a CSV with the columns province, county, valid_from and perhaps slug.

    The province is named by its Persian name, slug or code; the county by its Persian name. `valid_from` is a
    Jalali day such as 1404/01/01, in any digits, or empty. A county that is there already keeps its slug; a new
    one without any is given the letters of its name. Doing it again changes nothing.

    Raises InvalidInput("header-unreadable") when the first line is not the header. Any other line that cannot be
    read is reported with its number and a code, besides those of `import_counties` ``day-unreadable`` and
    ``slug-taken``; the others go in.
    """
    lines = csv.reader(StringIO(text.removeprefix("\ufeff")))
    header = tuple(clean(cell) for cell in next(lines, []))
    if header not in {HEADER, (*HEADER, SLUG)}:
        raise InvalidInput("header-unreadable", header=", ".join((*HEADER, f"[{SLUG}]")))
    read = ((lines.line_num, [clean(cell) for cell in raw]) for raw in lines)
    return _import(PlaceRow.read(line, cells, header) for line, cells in read if any(cells))


def _import(rows: Iterable[PlaceRow]) -> ImportReport:
    known = KnownPlaces.read()
    problems: list[RowProblem] = []
    imported = 0
    with transaction.atomic():
        for row in rows:
            if (code := known.problem(row)) is not None:
                problems.append(RowProblem(row.line, code, row.text))
                continue
            imported += 1
            known.take(row)
        changed = known.write()
    return ImportReport(imported, changed, tuple(problems))


def _tabbed(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [clean(cell) for cell in line.split("\t")]
