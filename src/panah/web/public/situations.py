"""The situations of life under which people look for a service, in their own words."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.catalogue.queries import SITUATIONS, ServiceCard


@dataclass(frozen=True, slots=True)
class Situation:
    """One situation: its pictogram's and anchor's name, its title, and examples for the home page."""

    key: str
    title: Promise
    examples: Promise


_IN_WORDS: Final = {
    "card": (_("کارت و اقامت"), _("تجدید کارت، کارت گم‌شده، برگهٔ ۹۰روزه، مدارک اقامت")),
    "family": (_("تولد، ازدواج، جدایی، درگذشت"), _("ثبت نوزاد، ثبت ازدواج، طلاق، تغییر سرپرست")),
    "travel": (_("سفر و جابه‌جایی"), _("برگهٔ بین‌شهری، رفتن به استان دیگر، برگهٔ خروج")),
    "school": (_("مدرسه و دانشگاه"), _("گواهی دانش‌آموز، مجوز تحصیل دانشجو")),
    "health": (_("درمان و بیمه"), _("دفترچهٔ بیمهٔ سلامت")),
    "mother": (_("مادر ایرانی و تابعیت"), _("اقامت و تابعیت فرزندان، پروانهٔ زناشویی")),
    "return": (_("بازگشت و تغییر وضعیت"), _("بازگشت داوطلبانه، از کارت به گذرنامه، اعتراض")),
    "associations": (_("انجمن‌ها و برنامه‌ها"), _("مجوز سازمان‌ها، برنامهٔ فرهنگی و ورزشی، گردهمایی")),
}


def situations() -> list[Situation]:
    """Return the situations in the order of the catalogue."""
    return [Situation(key, *_IN_WORDS[key]) for key in SITUATIONS]


def situation(key: str) -> Situation:
    """Return one situation by its name in the catalogue."""
    return Situation(key, *_IN_WORDS[key])


def grouped(cards: list[ServiceCard]) -> list[tuple[Situation, list[ServiceCard]]]:
    """Put the cards under their situations; a situation without a service is left out."""
    groups = [(one, [card for card in cards if card.situation == one.key]) for one in situations()]
    return [(one, found) for one, found in groups if found]
