"""Counties as people name them: found by name, with or without their province, however they are typed.

A place that no table has is taken with the name of its province.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from panah.foundation.persian import clean, fold
from panah.organisation.models import County, Office, Province
from panah.organisation.place_names import LANGUAGES, PERSIAN, county_in, latin_name
from panah.organisation.roles import OfficeKind

ALSO: Final = {"kohgiluyeh-boyer-ahmad": ("yasuj", "یاسوج")}
"""The capital of a province that is called otherwise than its county, by the slug of the province."""

_PARTS: Final = re.compile("[،,]")
_CALLED: Final = frozenset({"استان", "شهرستان", "شهر"})


@dataclass(frozen=True, slots=True)
class CountyName:
    """A county as forms keep it (`fars/shiraz`) and as people read it («شیراز، استان فارس»)."""

    code: str
    name: str
    province: str

    @property
    def label(self) -> str:
        """The county with its province, in Persian."""
        return self.label_in(PERSIAN)

    def label_in(self, language: str) -> str:
        """The same as a language of people's pages has it."""
        slug = self.code.partition("/")[2]
        return county_in(language, county=self.name, slug=slug, province=self.province)


def counties() -> tuple[CountyName, ...]:
    """Give all counties known here, by province and name; read anew only when their number changes."""
    return _counties(County.objects.count())


def find_counties(text: str) -> tuple[CountyName, ...]:
    """Give the counties somebody may mean: by code, label or name in any language; one where it is clear.

    A place nobody listed is taken as it is written when its province is named beside it: «مرودشت، فارس».
    """
    typed = _plain(text)
    known = counties()
    for same in (
        [one for one in known if one.code == text.strip() or typed in _labels(one)],
        [one for one in known if typed in {_plain(one.name), _plain(latin_name(one.code.partition("/")[2]))}],
        [one for one in known if len(typed) > 1 and _plain(one.name).startswith(typed)],
    ):
        if same:
            return tuple(same)
    written = _as_written(text)
    return (written,) if written else ()


def county_named(code: str) -> CountyName | None:
    """Find a county by what forms keep; one that was taken as written is read back as it was."""
    found = next((one for one in counties() if one.code == code), None)
    if found is not None:
        return found
    slug, slash, name = code.partition("/")
    province = _provinces().get(slug)
    return CountyName(code, name, province) if slash and name and province else None


def directorate_of(province_slug: str) -> int | None:
    """Give the number of the directorate of a province, where this installation has it."""
    offices = Office.objects.filter(
        kind=OfficeKind.DIRECTORATE.value, province__slug=province_slug, closed_on=None
    )
    return offices.order_by("pk").values_list("pk", flat=True).first()


def _as_written(text: str) -> CountyName | None:
    name, *rest = (clean(part) for part in _PARTS.split(text.replace("/", " "), maxsplit=1))
    named = _plain(" ".join(rest))
    for slug, province in _provinces().items():
        if name and named and _plain(province) == named:
            return CountyName(f"{slug}/{name}", name, province)
    return None


@lru_cache(maxsize=2)
def _counties(count: int) -> tuple[CountyName, ...]:
    del count
    rows = County.objects.select_related("province")
    found = {
        f"{row.province.slug}/{row.slug}": CountyName(
            f"{row.province.slug}/{row.slug}", row.name, row.province.name
        )
        for row in rows
    }
    for slug, province in _provinces().items():
        capital, name = ALSO.get(slug, ("", ""))
        if capital:
            found.setdefault(f"{slug}/{capital}", CountyName(f"{slug}/{capital}", name, province))
    return tuple(sorted(found.values(), key=lambda one: (one.province, one.name)))


@lru_cache(maxsize=1_024)
def _labels(county: CountyName) -> frozenset[str]:
    return frozenset(_plain(county.label_in(language)) for language in (PERSIAN, *LANGUAGES))


def _provinces() -> dict[str, str]:
    return dict(Province.objects.order_by("code").values_list("slug", "name"))


def _plain(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word not in _CALLED)
