"""The inter-city slip from the first page to the paper, on a phone and at a counter, as people go through it.

The server runs beside the browser on the database of the run; the worker and the officer act between two pages.
"""

import re
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from factories.simulators import simulators
from integration.web_account.conftest import World, world
from journeys.conftest import Visit
from journeys.hands import DESK, SignedIn, doors, go, is_clean, static_folder, tables_may_be_emptied
from panah.casework.models import Case, Item
from panah.documents.models import Document
from panah.organisation.models import Account
from panah.payments.models import Payment

__all__ = ["static_folder", "tables_may_be_emptied", "world"]

pytestmark = pytest.mark.django_db(transaction=True)
MOST_PAGES, MOST_KEYS, MOST_COUNTER_PAGES = 9, 40, 4


@pytest.fixture
def signed_in(live_server: LiveServer, world: World, browser: Browser) -> Iterator[SignedIn]:
    """Open a page as somebody who has signed in, the household's own door unless another is named."""
    with doors(live_server, browser) as opened:

        def at(path: str, *, who: Account | None = None, **window: object) -> Visit:
            return opened(path, who or world.door, **window)

        yield at


def apply(visit: Visit, *, destination: str = "شیراز", pictures: bool = False, people: int = 3) -> int:
    """Go from one's own page to the number to keep; gives how many pages that took."""
    page, pages = visit.page, 1
    page.get_by_role("link", name="برگهٔ سفر بین‌شهری").last.click()
    boxes = page.get_by_role("checkbox")
    for place in range(people):
        boxes.nth(place).check()
    steps: list[tuple[str, Callable[[], None]]] = [
        ("travellers", lambda: None),
        ("origin", lambda: None),
        ("destination", lambda: page.locator("#id_destination").fill(destination)),
        ("reason", lambda: page.get_by_label("زیارت").check()),
        ("dates", lambda: fill_days(page)),
        ("phone", lambda: page.locator("#id_phone").fill("۰۹۱۷۱۲۳۴۵۶۷")),
        ("check", lambda: None),
    ]
    for name, answer in steps:
        pages += 1
        answer()
        if pictures:
            is_clean(visit, f"slip-{name}-390")
        go(page)
    return pages + 1


def fill_days(page: Page) -> None:
    for end, day in (("starts", "5"), ("ends", "12")):
        for place, text in enumerate((day, "آذر", "1405")):
            page.locator(f"#id_trip-{end}_{place}").fill(text)


def test_a_household_gets_its_paper_on_a_phone(
    world: World, signed_in: SignedIn, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = signed_in("/my/")
    is_clean(visit, "account-home-390")
    pages = apply(visit, destination="گناوه", pictures=True)
    assert "شمارهٔ شما" in visit.page.content()
    is_clean(visit, "slip-sent-390")
    print(f"pages from signed in to the number: {pages}")
    assert pages <= MOST_PAGES
    case = Case.objects.get()
    visit.page.goto(f"{live_server.url}/my/cases/{case.pk}/")
    is_clean(visit, "case-look-390")
    for _ in world.members:
        world.say(case, "approved")
    with simulators() as running:
        monkeypatch.setattr(settings, "PANAH_BANK_URL", running.bank_url)
        visit.page.goto(f"{live_server.url}/my/cases/{case.pk}/")
        visit.page.get_by_role("link", name="می‌پردازم").click()
        is_clean(visit, "case-pay-390")
        visit.page.get_by_role("button", name="برخط می‌پردازم").click()
        is_clean(visit, "case-to-bank-390")
        visit.page.get_by_role("link", name="به صفحهٔ بانک می‌روم").click()
        visit.page.locator("button[value=pay]").click()
        visit.page.wait_for_url("**/pay/back/**")
    is_clean_at_home(visit, "case-paid-390")
    world.deliver()
    visit.page.goto(f"{live_server.url}/my/cases/{case.pk}/")
    is_clean_at_home(visit, "case-ready-390")
    visit.page.get_by_role("button", name="برگه‌ام را می‌گیرم").click()
    paper = Document.objects.get(case=case)
    assert paper.hand_overs.get().how == "download"
    stranger = signed_in(f"/verify?n={paper.verify_code}")
    assert "معتبر" in stranger.page.content() or "آغاز نشده" in stranger.page.content()


def is_clean_at_home(visit: Visit, name: str) -> None:
    """The same where the journey led to the bank's own server before."""
    visit.photograph(name)
    assert visit.violations() == []
    assert not visit.slides_sideways()


def test_it_works_without_javascript_from_the_first_question_to_the_paper(
    world: World, signed_in: SignedIn, live_server: LiveServer
) -> None:
    visit = signed_in("/my/", javascript=False)
    page = visit.page
    assert apply(visit, people=1) <= MOST_PAGES
    assert "شمارهٔ شما" in page.content()
    case = Case.objects.get()
    page.goto(f"{live_server.url}/my/cases/{case.pk}/")
    page.get_by_role("link", name="می‌پردازم").click()
    page.get_by_label("فیش واریز بانک").check()
    page.locator("#id_reference").fill("۸۸۱۲۳۴۵۶")
    for place, text in enumerate(("1", "9", "1405")):
        page.locator(f"#id_paid_on_{place}").fill(text)
    page.locator("form:has(#id_reference) button[type=submit]").click()
    world.confirm(Payment.objects.get().pk)
    world.deliver()
    page.goto(f"{live_server.url}/my/cases/{case.pk}/")
    page.get_by_role("button", name="برگه‌ام را می‌گیرم").click()
    assert Document.objects.get(case=case).hand_overs.get().how == "download"


def test_mistakes_are_told_and_nothing_typed_is_lost(world: World, signed_in: SignedIn) -> None:
    visit = signed_in("/my/apply/intercity-travel/trip-starts/")
    for end, day, month in (("starts", "30", "12"), ("ends", "1", "1")):
        for place, text in enumerate((day, month, "1404")):
            visit.page.locator(f"#id_trip-{end}_{place}").fill(text)
    go(visit.page)
    assert "اسفند آن سال ۲۹ روز داشت" in re.sub(r"<[^>]+>", "", visit.page.content())
    assert visit.page.locator("#id_trip-starts_0").input_value() == "30"
    is_clean(visit, "slip-error-390")


@pytest.mark.parametrize("language", ["prs", "ar", "ps", "en"])
def test_ones_own_pages_open_in_every_language(world: World, signed_in: SignedIn, language: str) -> None:
    visit = signed_in(f"/{language}/my/apply/intercity-travel/destination/")
    is_clean(visit)
    visit.page.goto(visit.page.url.partition("/my/")[0] + "/my/")
    is_clean(visit, f"account-home-{language}-390")


def test_one_who_may_not_go_is_left_out_and_the_others_go(world: World, signed_in: SignedIn) -> None:
    visit = signed_in("/my/")
    apply(visit, destination="گناوه")
    visit.page.get_by_role("link", name="ببینم کجاست").click()
    visit.page.get_by_role("link", name="بقیه بدون او بروند").last.click()
    is_clean(visit, "case-leave-out-390")
    go(visit.page)
    is_clean(visit, "case-without-one-390")
    case = Case.objects.get()
    world.say(case, "approved")
    world.say(case, "approved")
    assert Item.objects.filter(case=case, state="open", kind="pay").exists()


def test_a_refused_traveller_objects(world: World, signed_in: SignedIn, live_server: LiveServer) -> None:
    visit = signed_in("/my/")
    apply(visit, destination="گناوه", people=1)
    case = Case.objects.get()
    world.say(case, "refused", reason="no-go-area")
    visit.page.goto(f"{live_server.url}/my/cases/{case.pk}/")
    assert "به خودش گفته می‌شود" in visit.page.content()
    is_clean(visit, "case-untold-390")
    own = signed_in(f"/my/cases/{case.pk}/", who=world.own_door(world.members[0]))
    is_clean(own, "case-refused-390")
    own.page.get_by_role("link", name="اعتراض می‌کنم").click()
    own.page.locator("#id_text").fill("به بیمارستان گناوه می‌روم.")
    is_clean(own, "case-object-390")
    go(own.page)
    assert Case.objects.filter(linked_to=case, link="objection").exists()
    own.page.goto(f"{live_server.url}/my/looks/")
    is_clean(own, "looks-390")


def test_at_a_counter_a_refusal_is_read_to_whoever_it_is_about(
    world: World, signed_in: SignedIn, live_server: LiveServer
) -> None:
    visit = signed_in("/my/")
    apply(visit, destination="گناوه", people=1)
    case = Case.objects.get()
    world.say(case, "refused", reason="no-go-area")
    desk = signed_in(f"/counter/cases/{case.pk}/", who=world.staff("service-clerk"), width=DESK)
    desk.page.get_by_role("link", name="و اعتراض او").click()
    is_clean(desk, "counter-object-1280")
    desk.page.locator("#id_proof").fill("خودش، با کارت آمایش")
    desk.page.locator("#id_text").fill("به بیمارستان گناوه می‌روم.")
    desk.page.get_by_role("button", name="اعتراضش را ثبت می‌کنم").click()
    desk.page.wait_for_load_state("load")
    assert Case.objects.filter(linked_to=case, link="objection").exists()


def test_a_woman_who_asks_alone_is_unseen_on_the_households_phone(world: World, signed_in: SignedIn) -> None:
    wife = world.own_door(world.members[1])
    own = signed_in("/my/apply/intercity-travel/travellers/", who=wife)
    own.page.get_by_label("ماه‌گل").check()
    go(own.page)
    own.page.goto(own.page.url.partition("/my/")[0] + "/my/")
    shared = signed_in("/my/")
    assert "نیمه‌کاره" in own.page.content()
    assert "نیمه‌کاره" not in shared.page.content()


class Keys:
    """A keyboard that counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def type(self, text: str) -> None:
        self.pressed += len(text)
        self.page.keyboard.type(text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.pressed += 1
            self.page.keyboard.press(key)


def test_a_clerk_writes_it_down_from_card_to_paper_by_keyboard(
    world: World, signed_in: SignedIn, live_server: LiveServer
) -> None:
    visit = signed_in("/counter/", who=world.staff("service-clerk"), width=DESK)
    is_clean(visit, "counter-home-1280")
    page, keys = visit.page, Keys(visit.page)
    page.keyboard.type("77000")
    page.keyboard.press("Enter")
    page.wait_for_url("**/counter/households/**")
    is_clean(visit, "counter-request-1280")
    keys.type("شیراز")
    keys.press("Tab", "Space", "Enter")
    page.wait_for_url("**/check/")
    is_clean(visit, "counter-check-1280")
    keys.press("Enter")
    page.wait_for_url("**/counter/cases/**")
    is_clean(visit, "counter-pay-1280")
    keys.type("88123456")
    keys.press("Enter")
    page.wait_for_selector("text=منتظر تأیید اداره")
    world.confirm(Payment.objects.get().pk)
    world.deliver()
    keys.press("F5")
    page.reload()
    is_clean(visit, "counter-paper-1280")
    print(f"keys from the scanned card to the paper: {keys.pressed}, pages: {MOST_COUNTER_PAGES}")
    assert keys.pressed <= MOST_KEYS
    page.get_by_role("button", name="تحویل دادم").click()
    page.wait_for_load_state("load")
    assert Case.objects.get().state == "closed"


def test_a_stranger_with_number_and_year_learns_where_it_lies(world: World, signed_in: SignedIn) -> None:
    visit = signed_in("/my/")
    apply(visit, destination="گناوه")
    visit.page.goto(visit.page.url.partition("/my/")[0] + "/track/")
    visit.page.locator("#id_number").fill(Case.objects.get().number)
    visit.page.locator("#id_year").fill("۱۴۰۵")
    go(visit.page)
    assert "کارشناس اداره کل" in visit.page.content()
    is_clean(visit, "track-390")
