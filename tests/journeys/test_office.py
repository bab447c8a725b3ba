"""An expert's day in the browser: signing in, the worklist by keyboard, deciding, what others changed, no script."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from factories.bureau import Bureau, actor_of, open_bureau
from factories.trips import BARRED, ask, household, open_at, publish_slip
from journeys.conftest import Visit
from journeys.hands import DESK, doors, static_folder, tables_may_be_emptied
from panah.casework.models import Case, Item
from panah.casework.operations import Selected, act, draw_sample
from panah.organisation.models import Account
from panah.web import identity

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "chahar-vazhe-bi-rabt"
LOOK = "travellers/look"


@dataclass(slots=True)
class Desk:
    """A bureau whose expert has files waiting: late, due today, and later."""

    bureau: Bureau
    expert: Account
    cases: list[Case]
    now: datetime

    def places(self) -> list[str]:
        """The steps at which files wait."""
        return sorted(Item.objects.filter(state="open").values_list("step", flat=True))


@pytest.fixture
def desk(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    cache.clear()
    bureau = open_bureau()
    publish_slip(now=now)
    expert = bureau.hire("bureau-expert")
    expert.set_password(PASSWORD)
    expert.save()
    cases = [ask(bureau, household(bureau, people), now=now, to=BARRED) for people in (1, 1, 2, 1)]
    hours = (-50, 3, 3, 30, 60)
    for item, due in zip(Item.objects.filter(state="open").order_by("pk"), hours, strict=True):
        Item.objects.filter(pk=item.pk).update(due_at=now + timedelta(hours=due))
    return Desk(bureau, expert, cases, now)


def drawn(desk: Desk) -> int:
    """A sample of everything that waits, drawn for the expert."""
    waiting = [Selected(item.pk, item.ver) for item in Item.objects.filter(step=LOOK, state="open")]
    expert = actor_of(desk.expert, now=desk.now)
    (sample,) = draw_sample(chosen=waiting, step=LOOK, actor=expert, now=desk.now)
    return sample


type At = Callable[..., Visit]


@pytest.fixture
def at(live_server: LiveServer, desk: Desk, browser: Browser) -> Iterator[At]:
    """Open a page as the expert: `at("/office/worklist/", width=390)`; without `who` nobody has signed in."""
    with doors(live_server, browser) as opened:

        def page_at(path: str, *, who: Account | None, width: int = DESK, javascript: bool = True) -> Visit:
            return opened(path, who, width=width, javascript=javascript)

        yield page_at


def letter(page: Page, key: str) -> None:
    """Press a letter of the Persian keyboard, which the browser's own driver has no name for."""
    page.evaluate(
        "key => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
        key,
    )


def sent(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_load_state("load")


def first_case(page: Page) -> None:
    page.locator("tr[data-row] a").first.click()
    page.wait_for_load_state("load")


def test_an_expert_signs_in_sees_the_day_and_approves_the_oldest_file(at: At, desk: Desk) -> None:
    page = at("/office/", who=None).page
    expect(page.get_by_role("heading", level=1)).to_have_text("ورود")
    page.get_by_label("نام کاربری").fill(desk.expert.username)
    page.get_by_label("گذرواژه").fill(PASSWORD)
    page.get_by_role("button", name="وارد شوم").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("امروز")
    page.get_by_role("link", name=re.compile("^کارتابل")).click()
    first_case(page)
    expect(page.locator(".letterhead")).to_contain_text("شماره")
    page.get_by_label("تأیید").check()
    sent(page, "ثبت تصمیم")
    expect(page.locator(".told")).to_contain_text("ثبت شد")
    assert desk.places().count("pay") == 1


def test_a_file_is_returned_with_a_reason_and_without_one_the_page_says_what_is_missing(
    at: At, desk: Desk
) -> None:
    page = at("/office/worklist/", who=desk.expert).page
    first_case(page)
    page.get_by_label("برگشت برای تکمیل").check()
    sent(page, "ثبت تصمیم")
    expect(page.locator(".errors")).to_be_visible()
    expect(page.get_by_label("برگشت برای تکمیل")).to_be_checked()
    asks = page.locator(".saying-returns .asks")
    asks.locator("select").select_option("data-missing")
    asks.locator("textarea").fill("تاریخ بازگشت را بنویسید.")
    sent(page, "ثبت تصمیم")
    expect(page.locator(".told")).to_contain_text("ثبت شد")
    assert "travellers/amend" in desk.places()


def test_a_refusal_takes_its_coded_reason_and_stands_in_the_timeline(at: At, desk: Desk) -> None:
    visit = at(f"/office/cases/{desk.cases[0].pk}/", who=desk.expert)
    page = visit.page
    letter(page, "د")
    expect(page.get_by_label("رد درخواست")).to_be_checked()
    asks = page.locator(".saying-adverse .asks")
    asks.locator("select").select_option("no-go-area")
    asks.locator("textarea").fill("برای این مقصد اجازهٔ جداگانه لازم است.")
    visit.photograph("office-case-refusal-1280")
    sent(page, "ثبت تصمیم")
    assert not Item.objects.filter(case=desk.cases[0], state="open").exists()
    page.goto(page.url.split("/office/")[0] + f"/office/cases/{desk.cases[0].pk}/")
    expect(page.locator(".timeline")).to_contain_text("برای این مقصد اجازهٔ جداگانه لازم است.")


def test_a_file_a_colleague_decided_meanwhile_is_shown_fresh_and_left_alone(at: At, desk: Desk) -> None:
    page = at(f"/office/cases/{desk.cases[0].pk}/", who=desk.expert).page
    colleague = desk.bureau.actor("bureau-expert", now=desk.now, name="colleague")
    act(
        chosen=open_at(desk.cases[0]), step=LOOK, word="approved", actor=colleague, key="theirs", now=desk.now
    )
    page.get_by_label("رد درخواست").check()
    asks = page.locator(".saying-adverse .asks")
    asks.locator("select").select_option("no-go-area")
    asks.locator("textarea").fill("متن من")
    with page.expect_response(lambda answer: "/decide/" in answer.url) as answered:
        page.get_by_role("button", name="ثبت تصمیم", exact=True).click()
    assert answered.value.status == 409
    expect(page.locator(".told-warning")).to_contain_text("پیش از شما از این گام گذشت")
    assert desk.cases[0].subjects.get().end == ""


def test_files_are_chosen_by_keyboard_and_a_sample_of_them_is_judged_first(at: At, desk: Desk) -> None:
    visit = at("/office/worklist/", who=desk.expert)
    page = visit.page
    for key in ("ArrowDown", "Space", "ArrowDown", "Space", "ArrowDown", "Space"):
        page.keyboard.press(key)
    expect(page.locator("[data-count]")).to_have_text("۳ پرونده انتخاب شده")
    visit.photograph("office-work-chosen-1280")
    letter(page, "ت")
    page.wait_for_load_state("load")
    expect(page.get_by_role("heading", level=2)).to_contain_text("پیش از تأیید گروهی")
    expect(page.get_by_role("button", name=re.compile("رد درخواست"))).to_have_count(0)
    assert visit.violations() == []
    assert desk.places().count(LOOK) == 5


def test_a_refusal_written_while_the_session_ended_is_sent_after_signing_in(at: At, desk: Desk) -> None:
    visit = at(f"/office/cases/{desk.cases[0].pk}/", who=desk.expert)
    page = visit.page
    page.get_by_label("رد درخواست").check()
    asks = page.locator(".saying-adverse .asks")
    asks.locator("select").select_option("no-go-area")
    asks.locator("textarea").fill("برای این مقصد اجازهٔ جداگانه لازم است.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    sent(page, "ثبت تصمیم")
    page.get_by_label("نام کاربری").fill(desk.expert.username)
    page.get_by_label("گذرواژه").fill(PASSWORD)
    page.get_by_role("button", name="وارد شوم").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("هنوز فرستاده نشده است")
    expect(page.locator("main")).to_contain_text("برای این مقصد اجازهٔ جداگانه لازم است.")
    visit.photograph("unsent-1280")
    assert visit.violations() == []
    sent(page, "همین را بفرست")
    expect(page.locator(".told")).to_contain_text("ثبت شد")
    assert desk.cases[0].subjects.get().end == "refused"


def test_the_keys_move_open_search_and_do_nothing_inside_a_field(at: At, desk: Desk) -> None:
    page = at("/office/worklist/", who=desk.expert).page
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(page.locator("tr.cursor")).to_have_count(1)
    letter(page, "ج")
    page.keyboard.insert_text("کد")
    letter(page, "ک")
    expect(page.locator(".find input")).to_have_value("کد")
    expect(page).to_have_url(re.compile("/office/worklist/$"))
    page.locator("h1").click()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/office/cases/"))


def test_everything_can_be_done_without_javascript(at: At, desk: Desk) -> None:
    page = at("/office/worklist/", who=desk.expert, javascript=False).page
    boxes = page.locator("tr[data-row] input[type=checkbox]")
    for place in range(4):
        boxes.nth(place).check()
    page.get_by_role("button", name=re.compile("بازبینی و تأیید")).click()
    expect(page.locator(".motion h2")).to_contain_text("یک‌به‌یک ببینید")
    for _ in range(3):
        page.locator(".motion td .tag-in-hand").first.locator("xpath=ancestor::tr").locator("a").click()
        page.get_by_label("تأیید").check()
        sent(page, "ثبت تصمیم")
    page.get_by_role("button", name=re.compile("^تأیید")).click()
    expect(page.locator(".told")).to_contain_text("۱ پرونده پیش رفت")
    first_case(page)
    page.get_by_label("برگشت برای تکمیل").check()
    asks = page.locator(".saying-returns .asks")
    asks.locator("select").select_option("data-missing")
    asks.locator("textarea").fill("تاریخ را بنویسید.")
    sent(page, "ثبت تصمیم")
    expect(page.locator(".told")).to_contain_text("ثبت شد")


def test_a_file_is_taken_given_to_a_colleague_and_given_back(at: At, desk: Desk) -> None:
    colleague = desk.bureau.hire("bureau-expert", name="colleague")
    page = at(f"/office/cases/{desk.cases[0].pk}/", who=desk.expert).page
    sent(page, "برداشتن کار")
    expect(page.locator(".told")).to_contain_text("برداشتید")
    page.get_by_text("ارجاع به همکار").click()
    page.get_by_label("همکار", exact=True).select_option(str(colleague.pk))
    sent(page, "ارجاع")
    expect(page.locator(".decide")).to_contain_text("همکار دیگری این کار را برداشته است")
    assert Item.objects.get(case=desk.cases[0], state="open").assignee_id == colleague.pk


@pytest.mark.parametrize("width", [390, 1280])
def test_every_office_page_is_open_to_everybody(at: At, desk: Desk, width: int) -> None:
    home = desk.cases[2].subjects.first()
    assert home is not None
    code = home.party.person.memberships.get().household.household_code
    pages = {
        "sign-in": ("/enter/", None),
        "today": ("/office/", desk.expert),
        "work": ("/office/worklist/", desk.expert),
        "others": ("/office/worklist/?tab=others", desk.expert),
        "sample": (f"/office/worklist/samples/{drawn(desk)}/", desk.expert),
        "case": (f"/office/cases/{desk.cases[2].pk}/", desk.expert),
        "household": (f"/office/households/{code}/", desk.expert),
        "find": ("/office/find/?q=عضو", desk.expert),
        "money": ("/office/money/", desk.expert),
        "safety": ("/enter/second/", desk.expert),
    }
    faults = {}
    for name, (path, who) in pages.items():
        seen = at(path, who=who, width=width)
        seen.photograph(f"office-{name}-{width}")
        found = seen.violations() + seen.complaints + seen.went_outside()
        if seen.slides_sideways():
            found.append("slides sideways")
        faults[name] = found
    assert {name: found for name, found in faults.items() if found} == {}
