"""Counties as people name them: found by name, with or without their province, however they are typed.

A bureau may have imported the counties of the country or only its own. The seat of every province is known here
besides, and any other place is taken with the name of its province.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from panah.foundation.persian import clean, fold
from panah.organisation.models import County, Office, Province
from panah.organisation.roles import OfficeKind

SEATS: Final = {
    "markazi": ("arak", "اراک"),
    "gilan": ("rasht", "رشت"),
    "mazandaran": ("sari", "ساری"),
    "east-azerbaijan": ("tabriz", "تبریز"),
    "west-azerbaijan": ("urmia", "ارومیه"),
    "kermanshah": ("kermanshah", "کرمانشاه"),
    "khuzestan": ("ahvaz", "اهواز"),
    "fars": ("shiraz", "شیراز"),
    "kerman": ("kerman", "کرمان"),
    "razavi-khorasan": ("mashhad", "مشهد"),
    "isfahan": ("isfahan", "اصفهان"),
    "sistan-baluchestan": ("zahedan", "زاهدان"),
    "kurdistan": ("sanandaj", "سنندج"),
    "hamadan": ("hamadan", "همدان"),
    "chaharmahal-bakhtiari": ("shahrekord", "شهرکرد"),
    "lorestan": ("khorramabad", "خرم‌آباد"),
    "ilam": ("ilam", "ایلام"),
    "kohgiluyeh-boyer-ahmad": ("yasuj", "یاسوج"),
    "bushehr": ("bushehr", "بوشهر"),
    "zanjan": ("zanjan", "زنجان"),
    "semnan": ("semnan", "سمنان"),
    "yazd": ("yazd", "یزد"),
    "hormozgan": ("bandar-abbas", "بندرعباس"),
    "tehran": ("tehran", "تهران"),
    "ardabil": ("ardabil", "اردبیل"),
    "qom": ("qom", "قم"),
    "qazvin": ("qazvin", "قزوین"),
    "golestan": ("gorgan", "گرگان"),
    "north-khorasan": ("bojnurd", "بجنورد"),
    "south-khorasan": ("birjand", "بیرجند"),
    "alborz": ("karaj", "کرج"),
}
"""The county of each province's capital, by the slug of the province."""

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
        """The county with its province."""
        return f"{self.name}، استان {self.province}"


def counties() -> tuple[CountyName, ...]:
    """Give all counties known here, by province and name; read anew only when their number changes."""
    return _counties(County.objects.count())


def find_counties(text: str) -> tuple[CountyName, ...]:
    """Give the counties somebody may mean: by code, label or name; one where it is clear.

    A place nobody listed is taken as it is written when its province is named beside it: «مرودشت، فارس».
    """
    typed = _plain(text)
    known = counties()
    for same in (
        [one for one in known if one.code == text.strip() or _plain(one.label) == typed],
        [one for one in known if _plain(one.name) == typed],
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
        seat, name = SEATS.get(slug, ("", ""))
        if seat:
            found.setdefault(f"{slug}/{seat}", CountyName(f"{slug}/{seat}", name, province))
    return tuple(sorted(found.values(), key=lambda one: (one.province, one.name)))


def _provinces() -> dict[str, str]:
    return dict(Province.objects.order_by("code").values_list("slug", "name"))


def _plain(text: str) -> str:
    return " ".join(word for word in fold(text).split() if word not in _CALLED)
