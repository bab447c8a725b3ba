"""The secretariat in the browser: from a case to a sent letter in three keys, and every page of it as people see it."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from factories.codes import code_of, turn_on_codes
from factories.files import photo
from factories.letters import AGENCY, Desk, open_desk
from factories.simulators import Running, simulators
from journeys.conftest import Visit
from journeys.hands import DESK, PHONE, doors, is_clean, static_folder, tables_may_be_emptied
from panah.correspondence.models import Dispatch, Draft, Letter
from panah.correspondence.operations import (
    Sending,
    add_originals,
    bring_file,
    keep_correspondent,
    match_scan,
    refer,
    send_letters,
)
from panah.correspondence.operations.enveloping import envelope_of
from panah.correspondence.rules.ece import read_envelope, write_envelope
from panah.documents.operations import sign_files
from panah.foundation.digits import to_persian_digits
from panah.organisation.models import Account
from panah.web import identity

__all__ = ["static_folder", "tables_may_be_emptied"]

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "chahar-vazhe-bi-rabt"
HOME = "/office/secretariat/"
MOST_SECONDS = 60.0


@pytest.fixture
def desk(
    db: None, now: datetime, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    clock = SimpleNamespace(time=now.timestamp)
    monkeypatch.setattr("allauth.account.internal.flows.login.time", clock)
    settings.PANAH_ECE_URL = ""
    settings.MEDIA_ROOT = tmp_path / "files"
    cache.clear()
    return open_desk(now)


@pytest.fixture
def line(desk: Desk, settings: LazySettings) -> Iterator[Running]:
    """A line to the agency's secretariat."""
    keep_correspondent(name=AGENCY, code="edu-18", actor=desk.clerk, now=desk.now)
    with simulators() as running:
        settings.PANAH_ECE_URL = running.ece_url
        yield running


type At = Callable[..., Visit]


@pytest.fixture
def at(live_server: LiveServer, desk: Desk, browser: Browser) -> Iterator[At]:
    """Open a page as somebody: `at("/office/", account, width=390)`."""
    with doors(live_server, browser) as opened:
        yield opened


@dataclass(slots=True)
class Hands:
    """Hands on a keyboard, and every key they pressed."""

    page: Page
    pressed: list[str] = field(default_factory=list)

    def press(self, key: str) -> None:
        """Press a key and wait for the page it leads to; Persian letters have no name in the browser's driver."""
        self.pressed.append(key)
        with self.page.expect_navigation(wait_until="load"):
            if key.isascii():
                self.page.keyboard.press(key)
                return
            self.page.evaluate(
                "key => document.activeElement.dispatchEvent("
                "new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true}))",
                key,
            )


def sign_in(page: Page, account: Account, secret: str) -> None:
    """Say name, password and the code of the app."""
    page.get_by_label("نام کاربری").fill(account.username)
    page.get_by_label("گذرواژه").fill(PASSWORD)
    page.get_by_role("button", name="وارد شوم").click()
    cache.clear()
    page.get_by_label("کد").fill(code_of(secret))
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="وارد شوم").first.click()


def test_three_keys_lead_from_a_case_to_a_signed_numbered_and_sent_letter(
    at: At, desk: Desk, line: Running
) -> None:
    desk.may_sign(desk.expert)
    case = desk.case()
    desk.came(case=case.number, number="90/ب")
    account = desk.account("bureau-expert")
    account.set_password(PASSWORD)
    account.save()
    secret = turn_on_codes(account)
    visit = at(f"/office/cases/{case.pk}/", None, width=DESK)
    sign_in(visit.page, account, secret)
    hands, begun = Hands(visit.page), time.monotonic()
    hands.press("ن")
    expect(visit.page.get_by_label("متن")).to_contain_text(to_persian_digits(case.number))
    hands.press("Enter")
    expect(visit.page.get_by_role("button", name="امضا، شماره و فرستادن")).to_be_focused()
    hands.press("Enter")
    sign_files(now=desk.now)
    send_letters(now=desk.now)
    visit.page.reload()
    took = time.monotonic() - begun
    expect(visit.page.locator(".letterhead")).to_contain_text("۱۸/۱۴۰۵/۲")
    expect(visit.page.get_by_label("نامه", exact=True)).to_contain_text("ECE-1001")
    letter = Letter.objects.get(direction="outgoing")
    assert (hands.pressed, letter.number, letter.case_id) == (["ن", "Enter", "Enter"], "18/1405/2", case.pk)
    assert [one.envelope.number for one in line.both.ece.arrived.values()] == [letter.number]
    assert took < MOST_SECONDS / 2
    is_clean(visit, "secretariat-letter-1280")


def test_who_must_say_again_who_they_are_comes_back_to_the_same_letter(
    at: At, desk: Desk, line: Running
) -> None:
    desk.may_sign(desk.expert)
    draft = desk.draft(desk.expert)
    account = desk.account("bureau-expert")
    secret = turn_on_codes(account)
    page = at(f"{HOME}drafts/{draft.pk}/", account, width=DESK).page
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    cache.clear()
    page.get_by_label("کد").fill(code_of(secret))
    with page.expect_navigation(wait_until="load"):
        page.get_by_role("button", name="ادامه").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("نامهٔ همراه پرونده")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    expect(page.locator(".told")).to_contain_text("امضا شد")
    assert Letter.objects.count() == 1


@pytest.fixture
def full(desk: Desk) -> Desk:
    """A secretariat in which something of everything waits."""
    desk.may_sign(desk.expert, "covering", "answer")
    desk.may_sign(desk.director, "stamped", "covering")
    came = desk.came(files=[photo()], urgency="immediate")
    note = "جهت بررسی و اقدام"
    sending = Sending(to_office=desk.bureau.directorate.pk, to_holding=desk.holding(desk.expert), note=note)
    refer(letter_id=came.pk, sending=sending, actor=desk.clerk, now=desk.now)
    desk.letter(desk.expert, urgency="urgent", copies=("بایگانی",))
    desk.draft(desk.expert)
    desk.sign(desk.submit(desk.draft(desk.expert, "stamped"), desk.expert, desk.director), desk.clerk)
    match_scan(
        scan_id=add_originals(files=[photo(), photo("red")], actor=desk.clerk, now=desk.now)[0].pk,
        typed=Letter.objects.get(kind="stamped").number,
        actor=desk.clerk,
        now=desk.now,
    )
    desk.submit(desk.draft(desk.expert), desk.expert, desk.director)
    keep_correspondent(name=AGENCY, code="edu-18", actor=desk.clerk, now=desk.now)
    desk.letter(desk.expert)
    there = read_envelope(envelope_of(Dispatch.objects.get()).encode())
    back = replace(there, sender=there.receiver, receiver=there.sender)
    bring_file(data=write_envelope(back).encode(), actor=desk.clerk, now=desk.now)
    return desk


PAGES = {
    "waiting": ("", "secretariat"),
    "waiting-expert": ("", "bureau-expert"),
    "waiting-director": ("", "bureau-director"),
    "register": ("letters/", "bureau-expert"),
    "came": ("letters/1/", "bureau-expert"),
    "letter": ("letters/2/", "bureau-expert"),
    "new": ("new/", "bureau-expert"),
    "draft": ("drafts/2/", "bureau-expert"),
    "in": ("in/", "secretariat"),
    "scans": ("scans/", "secretariat"),
    "looks": ("scans/", "bureau-director"),
    "rights": ("rights/", "bureau-director"),
    "tokens": ("rights/", "administrator"),
    "addresses": ("addresses/", "secretariat"),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_clean_at_a_desk_and_on_a_phone(at: At, full: Desk, name: str) -> None:
    page, role = PAGES[name]
    place, _, number = page.strip("/").partition("/")
    if number:
        found = {
            "letters": Letter.objects.order_by("pk").values_list("pk", flat=True),
            "drafts": Draft.objects.order_by("pk").values_list("pk", flat=True),
        }
        page = f"{place}/{found[place][int(number) - 1]}/"
    visit = at(f"{HOME}{page}", full.account(role), width=DESK)
    is_clean(visit, f"secretariat-{name}-1280")
    visit.at_width(PHONE)
    is_clean(visit)
