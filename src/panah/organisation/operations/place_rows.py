"""One line of a table of counties, held against the provinces and counties that are there."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Self

from panah.foundation.errors import InvalidInput
from panah.foundation.jalali import parse
from panah.foundation.persian import fold
from panah.organisation.models import County, Province
from panah.organisation.place_names import latin_letters

LONGEST_NAME: Final = 60
_SLUG: Final = re.compile(r"[A-Za-z0-9-]{1,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow:
    """A line as it was written; `fits` says whether it has the columns of its table."""

    line: int
    text: str
    fits: bool
    province: str = ""
    name: str = ""
    slug: str = ""
    since: str = ""

    @classmethod
    def read(cls, line: int, cells: Sequence[str], columns: Sequence[str]) -> Self:
        """Read the cells by the names of their columns."""
        named = dict(zip(columns, cells, strict=False))
        return cls(
            line=line,
            text="\t".join(cells),
            fits=len(cells) == len(columns),
            province=named.get("province", ""),
            name=named.get("county", named.get("name", "")),
            slug=named.get("slug", ""),
            since=named.get("valid_from", ""),
        )


@dataclass(slots=True)
class KnownPlaces:
    """The provinces by whatever names them, the counties, and what is to be written of them."""

    provinces: dict[str, Province]
    by_slug: dict[tuple[str, str], County]
    by_name: dict[tuple[str, str], County]
    changed: dict[tuple[str, str], County] = field(default_factory=dict)

    @classmethod
    def read(cls) -> Self:
        """Read what is there: two queries."""
        provinces: dict[str, Province] = {}
        for province in Province.objects.all():
            provinces |= dict.fromkeys((province.code, province.slug, fold(province.name)), province)
        counties = list(County.objects.all())
        return cls(
            provinces,
            {(one.province_id, one.slug): one for one in counties},
            {(one.province_id, fold(one.name)): one for one in counties},
        )

    def problem(self, row: PlaceRow) -> str | None:
        """Say why a row cannot go in, or None."""
        if not row.fits:
            return "columns"
        province = self._province(row)
        if province is None:
            return "province-unknown"
        if row.slug and not _SLUG.fullmatch(row.slug):
            return "slug-unreadable"
        if not 0 < len(row.name) <= LONGEST_NAME:
            return "name-missing"
        if row.since and _day(row.since) is None:
            return "day-unreadable"
        return "slug-taken" if self._would_rename_another(province, row) else None

    def take(self, row: PlaceRow) -> None:
        """Note a row that can go in, if it says anything new."""
        province = self._province(row)
        if province is None:
            raise LookupError(row.province)
        name = fold(row.name)
        there = self.by_slug.get((province.pk, row.slug)) or self.by_name.get((province.pk, name))
        county = there or County(province=province, slug=row.slug or self._new_slug(province, row.name))
        since = _day(row.since) or county.valid_from
        if there is not None and (there.name, there.valid_from) == (row.name, since):
            return
        county.name, county.valid_from = row.name, since
        key = province.pk, county.slug
        self.changed[key] = self.by_slug[key] = self.by_name[province.pk, name] = county

    def write(self) -> int:
        """Write what is new or changed; say how many."""
        new = [county for county in self.changed.values() if county._state.adding]
        old = [county for county in self.changed.values() if not county._state.adding]
        County.objects.bulk_update(old, ["name", "valid_from"])
        County.objects.bulk_create(new)
        return len(self.changed)

    def _province(self, row: PlaceRow) -> Province | None:
        return self.provinces.get(row.province) or self.provinces.get(fold(row.province))

    def _would_rename_another(self, province: Province, row: PlaceRow) -> bool:
        """Whether the slug is one county's and the name another's."""
        by_slug = self.by_slug.get((province.pk, row.slug))
        by_name = self.by_name.get((province.pk, fold(row.name)))
        return by_slug is not None and by_name is not None and by_slug is not by_name

    def _new_slug(self, province: Province, name: str) -> str:
        slug = latin_letters(name)
        number = sum(one == province.pk and other.startswith(slug) for one, other in self.by_slug)
        return f"{slug}-{number + 1}" if number or not slug else slug


def _day(text: str) -> date | None:
    try:
        return parse(text)
    except InvalidInput:
        return None
