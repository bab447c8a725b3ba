"""What is done to a paper is seen by whoever looks at it: ended at a desk, used at a border, also without a network."""

import time
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from factories.bureau import BEFORE, LONG_AGO
from journeys.checkpoint import STILL, is_kept, lights_of, own_server, word_of
from journeys.conftest import Visit
from journeys.hands import doors, is_clean, session_of, static_folder, tables_may_be_emptied
from journeys.hands_departure import Desk, at_desks, decide, open_home
from panah.audit.queries import timeline
from panah.casework.models import Case
from panah.conf import settings as product
from panah.documents.models import Crossing, Document
from panah.documents.operations.publishing import publish_status, publish_trust_of_demo
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import printed
from panah.documents.sealing import open_sheet
from panah.organisation.models import Account
from panah.organisation.operations import open_office
from panah.organisation.roles import OfficeKind

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
SOON = 5.0
CROSS = "ثبت گذر با این برگه"


class Line:
    """A bureau and a border with browsers before each of them, and a worker that works when it is let."""

    def __init__(self, desk: Desk, url: str, browser: Browser) -> None:
        self.desk, self.url, self.browser = desk, url, browser

    def work(self) -> None:
        """One round of the worker."""
        with STILL:
            self.desk.worker()
            publish_status(now=self.desk.way.now)
            publish_trust_of_demo(now=self.desk.way.now)

    def on_the_way(self) -> tuple[Case, Document]:
        """The father has his exit paper."""
        way = self.desk.way
        with STILL:
            case = way.open("پدر", present=("پدر",))
            way.review(case)
            way.free(case, "پدر")
            way.to_exchange(case, "پدر")
        self.work()
        return case, Document.objects.get(case=case)

    def phone(self, address: str, who: Account | None = None) -> Page:
        context = self.browser.new_context(viewport={"width": 390, "height": 844}, locale="fa-IR")
        if who:
            cookie = {"name": product.SESSION_COOKIE_NAME, "value": session_of(who), "url": self.url}
            context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie by its names
        page = context.new_page()
        page.clock.set_fixed_time(self.desk.way.now)
        page.goto(address)
        return page

    def address(self, paper: Document) -> str:
        token = open_sheet(paper.number, paper.sealed)[TOKEN]
        assert isinstance(token, bytes)
        return printed.address(token, page=f"{self.url}/verify")

    def until(self, page: Page, word: str) -> float:
        """Let the worker work until a phone says a word; gives the seconds that took."""
        begun = time.monotonic()
        while page.locator("#band-word").inner_text() != word:
            assert time.monotonic() - begun < 3 * SOON, page.locator("#band-word").inner_text()
            self.work()
            page.wait_for_timeout(500)
        return time.monotonic() - begun


@pytest.fixture
def line(
    now: datetime, db: None, browser: Browser, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> Iterator[Line]:
    with ExitStack() as stack:
        server = stack.enter_context(own_server())
        opened = stack.enter_context(doors(server, browser))
        desk = stack.enter_context(at_desks(open_home(now), opened, monkeypatch, settings, server))
        yield Line(desk, server.url, browser)


def officer_of(line: Line) -> Account:
    """Somebody of the border at its own post."""
    bureau = line.desk.way.bureau
    post = open_office(
        parent=bureau.directorate,
        kind=OfficeKind.BORDER,
        code="dogharoun",
        name="پایانهٔ مرزی دوغارون",
        opened_on=LONG_AGO,
        now=BEFORE,
    )
    return bureau.hire("border", office=post)


def test_a_paper_ended_in_one_browser_is_red_in_another_within_five_seconds(line: Line) -> None:
    case, paper = line.on_the_way()
    phone = line.phone(line.address(paper))
    assert word_of(phone) == "معتبر است"
    desk = line.desk.office(case, "پدر")
    decide(desk, "stays", {})
    took = line.until(phone, "معتبر نیست")
    print(f"ended to red: {took:.1f} s")
    assert took < SOON
    assert lights_of(phone) == ["green", "green", "red"]


def test_a_border_officer_records_a_crossing_without_a_network_and_it_is_sent_once(line: Line) -> None:
    _, paper = line.on_the_way()
    officer = officer_of(line)
    strangers = line.phone(line.address(paper))
    assert word_of(strangers) == "معتبر است"
    expect(strangers.get_by_role("button", name=CROSS)).to_be_hidden()
    phone = line.phone(f"{line.url}/verify/border", officer)
    expect(phone.locator("[data-part=post-name]")).to_have_text("پایانهٔ مرزی دوغارون")
    phone.goto(f"{line.url}/verify")
    is_kept(phone)
    phone.goto(line.address(paper))
    assert word_of(phone) == "معتبر است"
    visit = Visit(phone)
    is_clean(visit, "verify-border-390")
    phone.context.set_offline(True)
    phone.get_by_role("button", name=CROSS).click()
    expect(phone.locator("#band-word")).to_have_text("به کار رفته است")
    expect(phone.locator("[data-part=post-waiting]")).to_contain_text("۱ گذر")
    is_clean(visit, "verify-crossed-390")
    phone.reload()
    expect(phone.locator("#band-word")).to_have_text("به کار رفته است")
    expect(phone.get_by_role("button", name=CROSS)).to_be_hidden()
    phone.context.set_offline(False)
    expect(phone.locator("[data-part=crossed]")).to_contain_text("فرستاده شد", timeout=25_000)
    phone.reload()
    expect(phone.locator("[data-part=crossed]")).to_contain_text("فرستاده شد")
    with STILL:
        crossing = Crossing.objects.get()
        assert (crossing.document_id, crossing.border) == (paper.pk, "dogharoun")
        assert crossing.key.startswith(f"{officer.pk}:")
        heard = [one for one in timeline(stream=paper.stream) if one.kind == "crossed"]
        assert len(heard) == 1
    took = line.until(strangers, "به کار رفته است")
    print(f"used to red: {took:.1f} s")
    assert took < SOON


def test_whoever_signed_out_keeps_what_was_recorded_until_an_officer_signs_in(line: Line) -> None:
    _, paper = line.on_the_way()
    officer = officer_of(line)
    phone = line.phone(f"{line.url}/verify/border", officer)
    expect(phone.locator("[data-part=post-name]")).to_be_visible()
    phone.context.clear_cookies()
    phone.goto(line.address(paper))
    word_of(phone)
    phone.get_by_role("button", name=CROSS).click()
    link = phone.get_by_role("link", name="برای فرستادن گذرها وارد شوید")
    expect(link).to_be_visible()
    assert not Crossing.objects.exists()
    cookie = {"name": product.SESSION_COOKIE_NAME, "value": session_of(officer), "url": line.url}
    phone.context.add_cookies([cookie])  # type: ignore[list-item]  # a cookie by its names
    phone.reload()
    expect(phone.locator("[data-part=crossed]")).to_contain_text("فرستاده شد", timeout=10_000)
    assert Crossing.objects.count() == 1
