"""The undertaking of a notary: its scan comes from a phone, a wrong file loses nothing, and the bureau sees it."""

from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django import Settings

from factories.files import photo
from journeys.hands import fill_day, is_clean
from journeys.hands_departure import Desk, decide, desk, static_folder, tables_may_be_emptied
from journeys.test_evidence import choose, is_seen
from panah.casework.models import Case

__all__ = ["desk", "static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "دفترخانهٔ ۷ بوشهر"
SEND = "نوشته‌ام، می‌فرستم"


@pytest.fixture(autouse=True)
def folder(settings: Settings, tmp_path: Path) -> None:
    """Where files are kept in this test."""
    settings.MEDIA_ROOT = tmp_path


def heard(desk: Desk) -> Case:
    """A mother asked, was heard alone, and may write her undertaking."""
    case = desk.way.open("مادر")
    desk.way.review(case)
    desk.way.say(case, "مادر", "voluntary")
    return case


def test_a_mother_sends_the_notarys_paper_after_a_wrong_file_and_the_bureau_sees_it(desk: Desk) -> None:
    way, case = desk.way, heard(desk)
    visit = desk.own("مادر", f"/my/cases/{case.pk}/")
    page = visit.page
    page.locator("#id_notary-number").fill("۱۲۳۴")
    fill_day(page, "notary-date", ("۱", "۹", "۱۴۰۵"))
    page.locator("#id_notary-place").fill(PLACE)
    choose(page, b"a letter that only calls itself a picture", "taahod.jpg", field="paper")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".errors")).to_contain_text("نه عکس است و نه پی‌دی‌اف")
    assert page.locator("#id_notary-place").input_value() == PLACE
    assert page.locator("#id_notary-number").input_value() == "۱۲۳۴"
    is_clean(visit, "departure-scan-wrong-390")
    page.locator("#id_notary-number").fill("")
    choose(page, photo("teal", (900, 1200)), "taahod.jpg", field="paper")
    page.get_by_role("button", name=SEND).click()
    expect(page.locator(".held")).to_contain_text("نگه داشته شده است")
    is_clean(visit, "departure-scan-held-390")
    page.locator("#id_notary-number").fill("۱۲۳۴")
    page.get_by_role("button", name=SEND).click()
    page.wait_for_url(f"**/my/cases/{case.pk}/")
    assert way.at(case, "مادر") == "talk/think"
    assert is_seen(page)
    is_clean(visit, "departure-scan-sent-390")
    way.wait(hours=72)
    way.wait_for(case, "مادر")
    way.waive(case, "مادر")
    officer = desk.office(case, "مادر")
    expect(officer.page.locator("main")).to_contain_text(PLACE)
    expect(officer.page.get_by_role("heading", name="تعهد محضری، به دست خودتان")).to_be_visible()
    assert is_seen(officer.page)
    is_clean(officer, "departure-scan-office-1280")
    decide(officer, "approved", {})
    assert way.at(case, "مادر") == "approve-second"
