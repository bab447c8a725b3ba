"""What the exit paper costs: paid at the bank's own page or waived, each for herself and her own children."""

import re

import pytest
from playwright.sync_api import expect

from journeys.conftest import Visit
from journeys.hands import DESK, go, is_clean
from journeys.hands_departure import Desk, desk, static_folder, tables_may_be_emptied
from panah.casework.models import Case
from panah.payments.models import FeeExemption, Payment

__all__ = ["desk", "static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
FAMILY = ("پدر", "مادر", "کودک۱")
PAY = "می‌پردازم"


def who_thought_it_over(desk: Desk) -> Case:
    """Two parents and a child whose time to think is over, and who are to pay."""
    way = desk.way
    case = way.open(*FAMILY, present=FAMILY[:2])
    way.review(case)
    way.free(case, *FAMILY[:2])
    way.say(case, FAMILY[2], "in-their-interest")
    desk.worker()
    assert stands(desk, case) == ["pay", "pay", "pay"]
    return case


def stands(desk: Desk, case: Case) -> list[str]:
    """Where father, mother and child are."""
    return [desk.way.at(case, name) for name in FAMILY]


def pay_at_the_bank(visit: Visit) -> None:
    """From the page that says what is due to the bank and back."""
    page = visit.page
    page.get_by_role("button", name="برخط می‌پردازم").click()
    page.get_by_role("link", name="به صفحهٔ بانک می‌روم").click()
    page.locator("button[value=pay]").click()
    page.wait_for_url("**/pay/back/**")


def test_a_father_pays_online_for_himself_and_his_child_and_for_nobody_else(desk: Desk) -> None:
    case = who_thought_it_over(desk)
    visit = desk.own("پدر", f"/my/cases/{case.pk}/")
    main = visit.page.locator("main")
    is_clean(visit, "departure-to-pay-390")
    visit.page.get_by_role("link", name=PAY).click()
    expect(main).to_contain_text("پدر رحیمی")
    is_clean(visit, "departure-pay-390")
    visit.page.get_by_role("button", name="برخط می‌پردازم").click()
    is_clean(visit, "departure-to-bank-390")
    visit.page.go_back()
    pay_at_the_bank(visit)
    expect(main).to_contain_text("کودک۱ رحیمی")
    is_clean(visit, "departure-paid-one-390")
    visit.page.get_by_role("link", name=PAY).click()
    pay_at_the_bank(visit)
    expect(visit.page.get_by_role("link", name=PAY)).to_have_count(0)
    is_clean(visit, "departure-paid-all-390")
    visit.page.get_by_role("link", name="ببینم کجاست").click()
    is_clean(visit, "departure-paid-case-390")
    expect(main.get_by_text("رسید پرداخت")).to_have_count(2)
    assert Payment.objects.filter(state="confirmed").count() == 2
    assert stands(desk, case) == ["approve", "pay", "approve"]


def test_an_exempted_mother_and_her_child_are_not_asked_to_pay(desk: Desk) -> None:
    case = who_thought_it_over(desk)
    visit = desk.own("مادر", f"/my/cases/{case.pk}/")
    page, pays = visit.page, visit.page.get_by_role("link", name=PAY)
    pays.click()
    page.get_by_role("link", name="معافیت یا مهلت می‌خواهم").click()
    expect(page.locator("main")).to_contain_text("کودک۱ رحیمی")
    is_clean(visit, "departure-exempt-390")
    page.get_by_role("radio").first.check()
    go(page)
    expect(page.locator("main")).to_contain_text("تا پاسخ اداره لازم نیست بپردازید")
    is_clean(visit, "departure-exempt-asked-390")
    expert = desk.opened("/office/money/", desk.way.bureau.hire("bureau-expert"), width=DESK)
    expect(expert.page.locator(".motion")).to_have_count(2)
    is_clean(expert, "departure-money-1280")
    for _ in range(2):
        expert.page.get_by_role("button", name=re.compile("معاف شود")).first.click()
        expert.page.wait_for_load_state("load")
        expect(expert.page.locator(".told")).to_contain_text("ثبت شد")
    page.reload()
    expect(pays).to_have_count(0)
    is_clean(visit, "departure-exempted-390")
    assert stands(desk, case) == ["pay", "approve", "approve"]
    assert not Payment.objects.exists()


def test_a_refused_exemption_says_why_and_leaves_the_way_to_pay_open(desk: Desk) -> None:
    case = who_thought_it_over(desk)
    visit = desk.own("پدر", f"/my/cases/{case.pk}/exempt/", language="en")
    visit.page.get_by_role("radio").first.check()
    go(visit.page)
    is_clean(visit, "departure-exempt-asked-en-390")
    expert = desk.opened("/office/money/", desk.way.bureau.hire("bureau-expert"), width=DESK)
    for _ in FeeExemption.objects.all():
        expert.page.get_by_label(re.compile("دلیل")).first.fill("معرفی‌نامه از آنِ کس دیگری است.")
        expert.page.get_by_role("button", name=re.compile("پذیرفته نشود")).first.click()
        expert.page.wait_for_load_state("load")
    visit.page.reload()
    expect(visit.page.locator("main")).to_contain_text("معرفی‌نامه از آنِ کس دیگری است.")
    is_clean(visit, "departure-exempt-refused-en-390")
    assert stands(desk, case) == ["pay", "pay", "pay"]
