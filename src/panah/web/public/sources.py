"""Where a fact comes from, said so that a reader can go and look."""

from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SOURCES: Final[dict[str, Promise]] = {
    "seed 0": _("فهرست مجوزهای وزارت کشور و استانداری‌ها"),
    "seed 1": _("صفحهٔ معرفی خدمت، استانداری بوشهر"),
    "seed 2": _("شناسنامهٔ خدمت مدارک اقامتی"),
    "seed 3": _("شناسنامهٔ خدمت ابطال مدارک"),
    "seed 4": _("شناسنامهٔ خدمت خروج داوطلبانه"),
    "known": _("دانستهٔ همگانی، در انتظار تأیید"),
    "proposed": _("پیشنهاد این سامانه، در انتظار تأیید"),
    "inferred": _("برداشت از چند منبع"),
}

PUBLISHERS: Final[dict[str, Promise]] = {
    "alborz": _("استانداری البرز"),
    "bushehr": _("خبر رسمی استان بوشهر"),
    "khorasan": _("استانداری خراسان رضوی"),
    "kermanshah": _("استانداری کرمانشاه"),
    "qom": _("استانداری قم"),
    "tehran": _("استانداری تهران"),
    "law": _("متن قانون"),
    "bylaw": _("متن آیین‌نامه"),
    "unhcr": _("کمیساریای پناهندگان"),
}

UNCONFIRMED: Final = frozenset({"proposed", "inferred", "known"})


def said_by(source: str) -> list[Promise]:
    """Name the sources of a fact; those of one fact are joined by "; " in the forms."""
    return [_one(part.strip()) for part in source.split(";")]


def _one(source: str) -> Promise:
    if source in SOURCES:
        return SOURCES[source]
    publisher = source.removeprefix("public:").strip().partition("-")[0]
    return PUBLISHERS.get(publisher, _("صفحه‌ای همگانی در وب"))


def has_unconfirmed(sources: Iterable[str]) -> bool:
    """Tell whether any of these facts still waits for somebody's confirmation."""
    return any(part.strip() in UNCONFIRMED for source in sources for part in source.split(";"))
