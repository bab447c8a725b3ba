"""A household of five at the counter of a round, by keyboard and camera: one screen, and few keys."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from factories.visits import Visiting, announced, come_to_visit, portrait
from journeys.conftest import FLAGS, Visit, chromium
from journeys.hands import DESK, SignedIn, doors, static_folder, tables_may_be_emptied
from panah.casework.models import Item
from panah.payments.queries import bill_of
from panah.web import identity

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
MOST_KEYS = 120
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]


@dataclass(slots=True)
class Hand:
    """A clerk's hand: every key it presses is counted."""

    page: Page
    keys: int = 0

    def press(self, *keys: str) -> None:
        """Press keys that have a name."""
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def letter(self, key: str) -> None:
        """Press a letter of the Persian keyboard, for which the browser's driver has no name."""
        self.keys += 1
        self.page.evaluate(
            "key => document.activeElement.dispatchEvent("
            "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
            key,
        )

    def write(self, text: str) -> None:
        """Type a text, letter by letter."""
        for letter in text:
            self.keys += 1
            self.page.keyboard.insert_text(letter)


@pytest.fixture
def camera(browser: Browser) -> Iterator[Browser]:
    """A browser whose camera shows a moving picture."""
    seeing = browser.browser_type.launch(executable_path=chromium(), args=[*FLAGS, *CAMERA])
    yield seeing
    seeing.close()


@pytest.fixture
def visiting(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Visiting:
    cache.clear()
    found = come_to_visit(announced(now))
    monkeypatch.setattr(identity, "utc_now", lambda: found.round.now)
    return found


@pytest.fixture
def at_desk(live_server: LiveServer, camera: Browser) -> Iterator[SignedIn]:
    with doors(live_server, camera) as opened:
        yield opened


def is_clean(visit: Visit, name: str) -> None:
    """No violation, nothing wider than the window, nothing complained of; a picture is kept."""
    visit.photograph(name)
    assert visit.violations() == []
    assert not visit.slides_sideways()
    assert visit.complaints == []


def in_turn(route: Route) -> None:
    """Let the server answer what the page asks by itself before the test goes on: they share one connection."""
    if "/photo/" in route.request.url:
        route.fulfill(body=portrait(), content_type="image/jpeg")
    elif route.request.is_navigation_request() or route.request.method != "POST":
        route.continue_()
    else:
        route.fulfill(response=route.fetch())


def captured(hand: Hand, visiting: Visiting, place: int) -> None:
    """The device reads a finger and the clerk takes the picture of one person."""
    who = visiting.subject(place)
    cell = hand.page.locator(f"#identity-{who}")
    expect(cell).to_contain_text("انگشت روی دستگاه", timeout=20_000)
    visiting.later()
    visiting.read(f"person-{place}")
    expect(hand.page.locator("#photo-who")).to_contain_text(visiting.members[place].name, timeout=20_000)
    hand.letter("ع")
    expect(cell).to_contain_text("روشن است", timeout=20_000)


def worker(hand: Hand, job: str, workshop: str) -> None:
    """Write what somebody works at, from the field of the job; each field is kept as it is left."""
    hand.write(job)
    with hand.page.expect_response("**/keep/"):
        hand.press("Tab")
    hand.write(workshop)
    with hand.page.expect_response("**/keep/"):
        hand.press("Tab")


def test_a_household_of_five_is_received_on_one_screen_with_few_keys(
    visiting: Visiting, at_desk: SignedIn
) -> None:
    clerk = visiting.round.bureau.hire("service-clerk")
    visit = at_desk("/counter/", clerk, width=DESK)
    page, hand = visit.page, Hand(visit.page)
    page.route("**/counter/round/**", in_turn)
    page.set_viewport_size({"width": 1280, "height": 800})
    hand.write(visiting.household.household_code)
    hand.press("Enter")
    page.wait_for_url("**/counter/round/*/")
    screen = page.url
    is_clean(visit, "round-counter-1-arrived-1280")
    with page.expect_response("**/keep/"):
        hand.letter("ه")
    with page.expect_response("**/capture/"):
        hand.letter("ش")
    expect(page.locator(f"#identity-{visiting.subject(0)}")).to_contain_text("انگشت", timeout=20_000)
    visit.photograph("round-counter-2-capturing-1280")
    for place in range(4):
        captured(hand, visiting, place)
    is_clean(visit, "round-counter-3-captured-1280")
    hand.press("ArrowDown", "Tab")
    worker(hand, "بنّا", "4411")
    hand.press("ArrowDown", "ArrowDown", "Tab")
    worker(hand, "خیاط", "4411")
    for place in (0, 2, 1):
        hand.letter("ت")
        page.wait_for_url("**/alone/*/")
        assert visiting.members[place].name in page.content()
        if place == 0:
            is_clean(visit, "round-counter-4-alone-1280")
        hand.press("Enter")
        page.wait_for_url(screen)
    is_clean(visit, "round-counter-5-asked-1280")
    hand.press("Enter")
    page.wait_for_selector("text=صورت‌حساب")
    hand.write("881234")
    is_clean(visit, "round-counter-6-bill-1280")
    hand.press("Enter")
    page.wait_for_selector("text=منتظر تأیید اداره")
    is_clean(visit, "round-counter-7-paid-1280")
    assert page.url == screen
    assert Item.objects.filter(case=visiting.case, state="open", step="people/bill").count() == 5
    assert bill_of(visiting.case.pk).waiting == bill_of(visiting.case.pk).total
    seen = visiting.seen()
    assert [one.work.workshop for one in seen.people if one.work] == ["4411", "4411"]
    print(f"household of five at the counter: {hand.keys} keys, one screen")
    assert hand.keys <= MOST_KEYS
