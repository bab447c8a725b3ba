"""A card that is replaced: approved by two, printed, scanned back, sent, taken in, handed over, all in the browser."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from factories.cards import PrintRoom, code_of, open_print_room
from journeys.conftest import Visit
from journeys.hands import DESK, PHONE, SignedIn, doors, is_clean, static_folder, tables_may_be_emptied
from journeys.hands_departure import decide
from panah.casework.models import Case, Item
from panah.casework.queries import broken_invariants
from panah.documents.models import Document, PrintBatch, PrintItem
from panah.documents.operations.print_room import typeset_batches
from panah.documents.queries.print_room import print_problems
from panah.web import identity

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(slots=True)
class Floor:
    """The print room with everybody's own browser."""

    room: PrintRoom
    opened: SignedIn

    def at(self, path: str, role: str, *, name: str = "", width: int = DESK) -> Visit:
        """A page as an officer sees it."""
        return self.opened(path, self.room.bureau.hire(role, name=name), width=width)


@pytest.fixture
def floor(
    db: None, now: datetime, monkeypatch: pytest.MonkeyPatch, live_server: LiveServer, browser: Browser
) -> Iterator[Floor]:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    cache.clear()
    room = open_print_room(now, monkeypatch)
    with doors(live_server, browser) as opened:
        yield Floor(room, opened)


def approve(floor: Floor, case: Case) -> None:
    """Two officers say yes, each on the page of the case."""
    for role in ("bureau-expert", "bureau-officer"):
        item = Item.objects.get(case=case, state="open")
        visit = floor.at(f"/office/cases/{case.pk}/?item={item.pk}", role)
        decide(visit, "approved", {})


def printed(floor: Floor) -> PrintItem:
    """The queue becomes a batch, the worker typesets it, and the sheet is printed on blanks."""
    visit = floor.at("/office/print/", "card-office")
    page = visit.page
    is_clean(visit, "print-queue-1280")
    page.get_by_role("button", name="دسته بساز").click()
    while typeset_batches(now=floor.room.now):
        pass
    page.reload()
    with page.expect_download() as download:
        page.get_by_role("link", name="فایل چاپ").evaluate(
            "link => { link.download = 'cards.pdf'; link.click() }"
        )
    assert download.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_label("از سریال").fill("۱۰۰۱")
    page.get_by_role("button", name="چاپ شد").click()
    expect(page.locator(".told")).to_contain_text("چاپ")
    is_clean(visit, "print-batch-1280")
    return PrintItem.objects.select_related("document").get()


def test_a_card_goes_from_the_request_into_the_hand(floor: Floor) -> None:
    room = floor.room
    case = room.ask()
    approve(floor, case)
    room.slips.deliver()
    item = printed(floor)
    desk = floor.at(f"/office/print/batches/{PrintBatch.objects.get().pk}/", "card-office").page
    for wrong in ("1002", code_of(item.document)):
        desk.locator("#code").fill(wrong)
        desk.locator("#code").press("Enter")
        desk.wait_for_load_state("load")
    expect(desk.locator(".told")).to_contain_text("سریال دیگری")
    for read in ("1001", code_of(item.document)):
        desk.locator("#code").fill(read)
        desk.locator("#code").press("Enter")
        desk.wait_for_load_state("load")
    expect(desk.locator(".told")).to_contain_text("درست است")
    desk.goto(desk.url.split("/office/")[0] + "/office/print/")
    desk.get_by_placeholder("شمارهٔ جعبه").fill("۱")
    desk.get_by_role("button", name="فرستاده شد").click()
    expect(desk.locator(".told")).to_contain_text("فرستاده")
    arrive(floor)
    hand(floor, case)
    item.refresh_from_db()
    assert (item.state, Case.objects.get(pk=case.pk).state) == ("handed", "closed")
    assert Document.objects.get().hand_overs.count() == 1
    assert broken_invariants() == print_problems() == []


def arrive(floor: Floor) -> None:
    """The clerk of the office takes the box in."""
    visit = floor.at("/office/print/arrivals/", "service-clerk", width=PHONE)
    is_clean(visit, "print-arrivals-390")
    visit.page.locator("input[name=print]").check()
    visit.page.get_by_role("button", name="کارت‌های نشان‌شده رسید").click()
    expect(visit.page.locator(".told")).to_contain_text("رسید")


def hand(floor: Floor, case: Case) -> None:
    """The clerk hands the card over and takes the old one."""
    item = Item.objects.get(case=case, state="open")
    visit = floor.at(f"/counter/cases/{case.pk}/", "service-clerk")
    is_clean(visit, "print-hand-1280")
    assert item.step == "people/hand-over"
    visit.page.get_by_role("link", name="تحویل کارت").click()
    visit.page.wait_for_load_state("load")
    is_clean(visit, "print-handing-1280")
    person = str(floor.room.members[0].pk)
    decide(visit, "handed", {"receiver": [person], "mark": "signature", "old-card": "taken"})


def test_the_book_of_blanks_is_plain(floor: Floor) -> None:
    visit = floor.at("/office/print/stock/", "card-office")
    is_clean(visit, "print-stock-1280")
    page = visit.page
    page.get_by_label("شمار، ").first.fill("۱۰۰")
    page.get_by_role("button", name="شمردم").first.click()
    expect(page.locator(".told")).to_contain_text("شمارش امروز")
    visit.at_width(PHONE)
    is_clean(visit, "print-stock-390")
