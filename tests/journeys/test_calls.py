"""Phoning whom no message reached: from the list to the entry, what may be said, and the call on the case's page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from factories.bureau import Bureau, open_bureau
from factories.people import entry, family
from factories.trips import BARRED, ask, publish_slip
from journeys.conftest import Visit
from journeys.hands import DESK, doors, static_folder, tables_may_be_emptied
from panah.casework.models import Case
from panah.notifications.models import Message
from panah.notifications.operations import send_messages, tell
from panah.organisation.models import Account
from panah.registry.operations import record_phone, record_wish
from panah.registry.values import Wish
from panah.web import identity
from panah.workflow.messages import News

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(slots=True)
class Desk:
    """A bureau without a provider of texts: one family was not told, one wants paper."""

    bureau: Bureau
    clerk: Account
    case: Case
    lost: Message


@pytest.fixture
def desk(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Desk:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    settings.PANAH_SMS_URL = settings.PANAH_VOICE_URL = ""
    cache.clear()
    bureau = open_bureau()
    publish_slip(now=now)
    cases = []
    for phone, wish in (("09171111222", None), ("09173333444", Wish(channel="paper", language="prs"))):
        household, people = family(bureau.counter)
        record_phone(entry=entry(), household=household, text=phone)
        if wish is not None:
            record_wish(entry=entry(), household=household, wish=wish)
        case = ask(bureau, people[:2], now=now, to=BARRED)
        Case.objects.filter(pk=case.pk).update(household=household)
        cases.append(Case.objects.get(pk=case.pk))
    for case in cases:
        tell(case_id=case.pk, news=News.YOUR_TURN, key=f"t{case.pk}", now=now, step="travellers/amend")
    send_messages(now=now)
    lost = Message.objects.get(channel="sms")
    return Desk(bureau, bureau.hire("bureau-clerk"), cases[0], lost)


type At = Callable[..., Visit]


@pytest.fixture
def at(live_server: LiveServer, desk: Desk, browser: Browser) -> Iterator[At]:
    """Open a page as the clerk: `at("/office/calls/", width=390)`."""
    with doors(live_server, browser) as opened:

        def page_at(path: str, *, width: int = DESK, javascript: bool = True) -> Visit:
            return opened(path, desk.clerk, width=width, javascript=javascript)

        yield page_at


def test_a_clerk_phones_writes_down_what_came_of_it_and_the_case_shows_it(at: At, desk: Desk) -> None:
    page = at("/office/").page
    page.get_by_role("link", name="تماس‌ها").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("تماس‌ها")
    page.locator("tbody th a").first.click()
    expect(page.locator(".only-them")).to_contain_text("این تلفن مشترک است")
    expect(page.locator(".dial")).to_contain_text("۰۹۱۷")
    page.get_by_role("button", name="ثبت تماس").click()
    expect(page.locator(".errors")).to_be_visible()
    page.get_by_label("پیغام گذاشته شد که تماس بگیرد").check()
    page.get_by_label("پیغام نزد چه کسی ماند؟").fill("برادرش")
    page.get_by_label("بار دیگر کی؟").select_option("24")
    page.get_by_role("button", name="ثبت تماس").click()
    expect(page.locator(".told")).to_contain_text("تماس ثبت شد")
    expect(page.locator("main")).to_contain_text("۱ تماس دیگر")
    page.goto(page.url.replace("/calls/", f"/cases/{desk.case.pk}/"))
    expect(page.locator("main")).to_contain_text("تماس تلفنی: پیغام گذاشته شد")
    expect(page.locator("main")).to_contain_text("نزد برادرش")


def test_a_letter_is_printed_and_handed_over_without_any_script(at: At, desk: Desk) -> None:
    visit = at("/office/letters/", javascript=False)
    page = visit.page
    expect(page.locator("tbody tr")).to_have_count(1)
    with page.context.expect_page() as printed:
        page.get_by_role("button", name="چاپ نامه‌های نشان‌شده").click()
    sheet = printed.value
    sheet.wait_for_load_state("load")
    expect(sheet.locator("article.sheet")).to_contain_text("برگشت تا تکمیلش کنید")
    page.reload()
    page.get_by_role("button", name="به دستش رسید").click()
    expect(page.locator("main")).to_contain_text("نامه‌ای نمانده است")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_of_telling_are_for_everybody_and_fit_a_phone(at: At, desk: Desk, width: int) -> None:
    quiet = desk.lost.pk
    pages = {
        "calls": "/office/calls/",
        "call": f"/office/calls/{quiet}/",
        "letters": "/office/letters/",
        "case-told": f"/office/cases/{desk.case.pk}/",
        "telling": f"/counter/households/{desk.case.household_id}/telling/",
    }
    for name, path in pages.items():
        visit = at(path, width=width)
        assert visit.violations() == [], path
        assert not visit.slides_sideways(), path
        assert visit.went_outside() == []
        assert visit.complaints == []
        visit.photograph(f"{name}-{width}")


def test_one_s_own_matter_is_only_for_oneself(at: At, desk: Desk) -> None:
    Message.objects.filter(pk=desk.lost.pk).update(is_quiet=True)
    visit = at(f"/office/calls/{desk.lost.pk}/")
    expect(visit.page.locator(".only-them h2")).to_contain_text("تنها با خود")
    expect(visit.page.locator("main")).not_to_contain_text("به زبان خودش بخوانید")
    assert visit.violations() == []
    visit.photograph("call-only-them-1280")
