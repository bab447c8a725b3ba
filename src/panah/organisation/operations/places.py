"""Bring in provinces and counties, from what is shipped or from a table a bureau prepared."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from django.db import transaction

from panah.foundation.persian import clean
from panah.organisation.models import County, Province

COLUMNS = 3


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Why one line of an imported table was left out; the line is counted from 1."""

    line: int
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did: rows that are new or renamed, and those it could not read."""

    imported: int
    problems: tuple[RowProblem, ...]


def import_shipped_places() -> ImportReport:
    """Bring in the 31 provinces and the counties that are shipped; doing it again changes nothing."""
    with transaction.atomic():
        for _, (code, slug, name) in _rows(_shipped("provinces.tsv")):
            Province.objects.update_or_create(code=code, defaults={"slug": slug, "name": name})
        return import_counties(text=_shipped("counties.tsv"))


def import_counties(*, text: str) -> ImportReport:
    """Bring in counties from tab-separated lines of province slug, county slug and Persian name.

    Lines that begin with # are passed over. A line that cannot be read is reported with its number and one
    of the codes ``columns``, ``province-unknown``, ``slug-unreadable``, ``name-missing``; the others go in.
    """
    provinces = {province.slug: province for province in Province.objects.all()}
    problems: list[RowProblem] = []
    imported = 0
    with transaction.atomic():
        for line, cells in _rows(text):
            if (code := _problem(cells, provinces)) is not None:
                problems.append(RowProblem(line, code, "\t".join(cells)))
                continue
            province, slug, name = cells
            County.objects.update_or_create(province=provinces[province], slug=slug, defaults={"name": name})
            imported += 1
    return ImportReport(imported, tuple(problems))


def _problem(cells: list[str], provinces: dict[str, Province]) -> str | None:
    if len(cells) != COLUMNS:
        return "columns"
    province, slug, name = cells
    if province not in provinces:
        return "province-unknown"
    if not (slug.isascii() and slug.replace("-", "").isalnum() and len(slug) <= 40):
        return "slug-unreadable"
    return None if 0 < len(name) <= 60 else "name-missing"


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, [clean(cell) for cell in line.split("\t")]


def _shipped(name: str) -> str:
    return files("panah.organisation").joinpath("data", name).read_text(encoding="utf-8")
