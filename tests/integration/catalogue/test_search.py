"""A person finds a service by the words they use, in any of the five languages."""

import pytest

from panah.catalogue.queries import find_services, service_cards

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_for_reading")]

FIRST = [
    ("طلاق", "divorce-household-change"),
    ("نوزاد", "divorce-household-change"),
    ("برگه تردد", "ninety-day-slip"),
    ("برگه سفر", "intercity-travel"),
    ("برگهٔ سفر", "intercity-travel"),
    ("بين شهري", "intercity-travel"),
    ("بین‌شهری", "intercity-travel"),
    ("بینشهری", "intercity-travel"),
    ("سفر به مشهد", "intercity-travel"),
    ("۱۲۰۱۲۱۵۴۱۱۷", "intercity-travel"),
    ("١٢٠١٢١٥٤١١٧", "intercity-travel"),
    ("دفترچه بيمه", "insurance-booklet"),
    ("بیمه", "insurance-booklet"),
    ("بازگشت به افغانستان", "voluntary-departure"),
    ("خروج داوطلبانه", "voluntary-departure"),
    ("مادر ایرانی", "residence-iranian-mother"),
    ("دانشگاه", "student-permit"),
    ("مدرسه", "student-no-residence-cert"),
    ("الطلاق", "divorce-household-change"),
    ("divorce", "divorce-household-change"),
    ("divorse", "divorce-household-change"),
    ("insurance", "insurance-booklet"),
    ("travel", "intercity-travel"),
]


@pytest.mark.parametrize(("typed", "slug"), FIRST)
def test_everyday_words_find_their_service_first(typed: str, slug: str) -> None:
    assert find_services(typed, language="fa")[0].slug == slug


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("دفتر کفالت", "residence-documents"),
        ("دفتر کفالت", "refugee-id-card"),
        ("دفتر كفالت", "residence-documents"),
        ("کارتم", "refugee-id-card"),
        ("گم شدن کارت", "refugee-id-card"),
        ("نوزاد", "refugee-id-card"),
        ("ازدواج", "marriage-afghan-couple"),
        ("ازدواج", "marriage-iranian-man"),
        ("برگه تردد", "intercity-travel"),
    ],
)
def test_words_of_several_services_find_each_of_them(typed: str, slug: str) -> None:
    assert slug in [card.slug for card in find_services(typed, language="fa")[:6]]


@pytest.mark.parametrize("language", ["fa", "prs", "ar", "ps", "en"])
def test_every_service_is_found_by_its_own_title(language: str) -> None:
    lost = [
        card.slug
        for card in service_cards(language=language)
        if card.slug not in [found.slug for found in find_services(card.title, language=language)[:2]]
    ]
    assert lost == []


def test_a_letter_left_out_of_the_longest_word_still_finds_the_service() -> None:
    lost = []
    for card in service_cards(language="fa"):
        longest = max(card.plain_title.split(), key=len)
        typed = card.plain_title.replace(longest, longest[:2] + longest[3:])
        if card.slug not in [found.slug for found in find_services(typed, language="fa")[:3]]:
            lost.append(card.slug)
    assert lost == []


def test_nonsense_finds_nothing() -> None:
    assert find_services("قورباغهٔ پرندهٔ آبی", language="fa") == []
    assert find_services("", language="fa") == []
