"""A person finds a service by the words they use."""

import pytest

from panah.catalogue.queries import find_services

pytestmark = pytest.mark.usefixtures("published")

EVERYDAY = [
    ("طلاق", "divorce-household-change"),
    ("نوزاد", "divorce-household-change"),
    ("برگه تردد", "ninety-day-slip"),
    ("برگه سفر", "intercity-travel"),
    ("بین شهری", "intercity-travel"),
    ("بین‌شهری", "intercity-travel"),
    ("بینشهری", "intercity-travel"),
    ("سفر به مشهد", "intercity-travel"),
    ("گم شدن کارت", "residence-documents"),
    ("12012154117", "intercity-travel"),
    ("۱۲۰۱۲۱۵۴۱۱۷", "intercity-travel"),
    ("دفترچه بيمه", "insurance-booklet"),
    ("بيمه", "insurance-booklet"),
    ("کارتم", "refugee-id-card"),
    ("travel", "intercity-travel"),
    ("divorce", "divorce-household-change"),
    ("insurance", "insurance-booklet"),
    ("مادر ایرانی", "residence-iranian-mother"),
    ("بازگشت به افغانستان", "voluntary-departure"),
    ("خروج داوطلبانه", "voluntary-departure"),
    ("ازدواج", "marriage-afghan-couple"),
    ("الطلاق", "divorce-household-change"),
    ("دانشگاه", "student-permit"),
    ("مدرسه", "student-no-residence-cert"),
    ("دفتر کفالت", "residence-documents"),
]


@pytest.mark.parametrize(("typed", "slug"), EVERYDAY)
def test_everyday_words_find_their_service_first(typed: str, slug: str) -> None:
    found = [card.slug for card in find_services(typed, language="fa")]
    print(typed, found[:6])
    assert slug in found[:3]
