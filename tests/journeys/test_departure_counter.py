"""Several adults at the counter: one request for who is there, and of each her own word."""

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import Visit
from journeys.hands import DESK, fill_day, is_clean
from journeys.hands_departure import (
    HEARING,
    WITNESSED,
    Desk,
    decide,
    desk,
    static_folder,
    tables_may_be_emptied,
)
from panah.casework.models import Case

__all__ = ["desk", "static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
ADULTS, CHILD = ("پدر", "مادر", "پسر"), "کودک۴"
BY_A_WOMAN = {**HEARING, "heard-by-woman": "given"}


def at_the_counter(desk: Desk) -> Visit:
    """The household stands before the clerk, found by its code."""
    visit = desk.opened("/counter/", desk.way.bureau.hire("bureau-clerk"), width=DESK)
    visit.page.locator("#scan").fill(desk.way.household.household_code)
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_url("**/counter/households/**")
    return visit


def is_there(page: Page, *names: str) -> None:
    """The clerk marks who is there herself."""
    for name in names:
        page.get_by_role("checkbox", name=f"خودش اینجاست: {name} رحیمی").check()


def write_down(page: Page, *names: str) -> None:
    """What a request asks, for these people."""
    for name in names:
        page.get_by_role("checkbox", name=f"{name} رحیمی", exact=True).check()
    page.locator("input[value=dogharoun]").check()
    fill_day(page, "wished-day", ("۲۰", "۱۰", "۱۴۰۵"))
    page.locator("input[value=prs]").check()
    page.locator("input[name=woman][value=yes]").check()


def stands(desk: Desk, case: Case) -> list[str]:
    """Where each of those who came is."""
    return [desk.way.at(case, name) for name in (*ADULTS, CHILD)]


def asked(desk: Desk) -> tuple[Visit, Case]:
    """Three adults and a child are written down, after one of them was not marked as there."""
    visit = at_the_counter(desk)
    page, read_back = visit.page, visit.page.get_by_role("button", name="بازخوانی")
    assert page.locator("input[type=checkbox]:checked").count() == 0
    write_down(page, *ADULTS, CHILD)
    is_there(page, *ADULTS[:2])
    read_back.click()
    expect(page.locator(".errors")).to_contain_text("خودش باید این‌جا باشد")
    expect(page.locator("tr", has=page.get_by_text("اینجاست؟"))).to_contain_text("پسر رحیمی")
    assert not Case.objects.exists()
    is_clean(visit, "departure-counter-not-there-1280")
    is_there(page, "پسر")
    read_back.click()
    page.wait_for_url("**/check/")
    is_clean(visit, "departure-counter-check-1280")
    page.get_by_role("button", name="فرستادن درخواست").click()
    page.wait_for_url("**/counter/cases/**")
    return visit, Case.objects.get()


def test_three_adults_are_written_down_together_and_each_says_her_own_word(desk: Desk) -> None:
    visit, case = asked(desk)
    assert (case.alone, case.applicant) == (False, None)
    is_clean(visit, "departure-counter-case-1280")
    desk.way.review(case)
    for name in ADULTS:
        decide(desk.office(case, name), "voluntary", BY_A_WOMAN)
    visit.page.reload()
    is_clean(visit, "departure-counter-undertakings-1280")
    counter = visit.page.url
    visit.page.get_by_role("link", name="مادر رحیمی").click()
    visit.page.locator("#word-signed").check()
    is_clean(visit, "departure-counter-undertaking-1280")
    decide(visit, "signed", WITNESSED)
    assert stands(desk, case) == ["talk/undertake", "talk/think", "talk/undertake", "talk/guardians"]
    visit.page.goto(counter)
    visit.page.get_by_role("link", name="پسر رحیمی").click()
    decide(visit, "stays", {})
    assert stands(desk, case) == ["talk/undertake", "talk/think", "stays", "talk/guardians"]
    fathers = desk.own("پدر", f"/my/cases/{case.pk}/")
    expect(fathers.page.locator("main")).not_to_contain_text("می‌ماند؛ چیزی عوض نشده است")
    is_clean(fathers, "departure-counter-fathers-390")
