"""Counties as people name them: found by name, with or without their province, however they are typed."""

from dataclasses import dataclass
from functools import lru_cache

from panah.foundation.persian import fold
from panah.organisation.models import County, Office
from panah.organisation.roles import OfficeKind


@dataclass(frozen=True, slots=True)
class CountyName:
    """A county as forms keep it (`fars/shiraz`) and as people read it («شیراز، استان فارس»)."""

    code: str
    name: str
    province: str

    @property
    def label(self) -> str:
        """The county with its province."""
        return f"{self.name}، استان {self.province}"


def counties() -> tuple[CountyName, ...]:
    """Give all counties in alphabetical order; read once per process while their number stays the same."""
    return _counties(County.objects.count())


def find_counties(text: str) -> tuple[CountyName, ...]:
    """Give the counties somebody may mean: by code, full label, or name; one where it is clear."""
    typed = _plain(text)
    known = counties()
    if exact := [one for one in known if one.code == text.strip() or _plain(one.label) == typed]:
        return tuple(exact)
    if named := [one for one in known if _plain(one.name) == typed]:
        return tuple(named)
    both = [one for one in known if _plain(f"{one.name} {one.province}") == typed]
    return tuple(both or [one for one in known if typed and _plain(one.name).startswith(typed)])


def county_named(code: str) -> CountyName | None:
    """Find a county by what forms keep."""
    return next((one for one in counties() if one.code == code), None)


def directorate_of(province_slug: str) -> int | None:
    """Give the number of the directorate of a province, where this installation has it."""
    offices = Office.objects.filter(
        kind=OfficeKind.DIRECTORATE.value, province__slug=province_slug, closed_on=None
    )
    return offices.order_by("pk").values_list("pk", flat=True).first()


@lru_cache(maxsize=2)
def _counties(count: int) -> tuple[CountyName, ...]:
    del count
    rows = County.objects.select_related("province").order_by("province__name", "name")
    return tuple(CountyName(f"{row.province.slug}/{row.slug}", row.name, row.province.name) for row in rows)


def _plain(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word not in {"استان", "شهرستان"})
