"""A passkey from the day it is added to the day it no longer opens, with an authenticator the browser plays."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Browser, CDPSession, expect
from pytest_django.live_server_helper import LiveServer

from factories.bureau import Bureau, open_bureau
from factories.codes import code_of, turn_on_codes
from factories.flushing import let_written_once_be_emptied
from journeys.conftest import Visit
from panah.foundation.clock import local_date
from panah.organisation.models import Account, RoleHolding
from panah.organisation.operations import end_holding
from panah.web import identity

pytestmark = pytest.mark.django_db(transaction=True)
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's own loop runs in the thread of the test
PASSWORD = "chahar-vazhe-bi-rabt"
NAME = "کلید میز ۳"
BY_KEY = "ورود با کلید همین دستگاه"


@pytest.fixture(scope="session", autouse=True)
def tables_may_be_emptied(django_db_setup: None) -> Iterator[None]:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        let_written_once_be_emptied(patch)
        yield


@dataclass(slots=True)
class Officer:
    """An expert with a code, at a browser that has an authenticator with a fingerprint."""

    account: Account
    secret: str
    visit: Visit
    device: CDPSession
    address: str

    def goes_to(self, path: str) -> None:
        self.visit.page.goto(self.address + path, wait_until="load")

    def presses(self, name: str) -> None:
        with self.visit.page.expect_navigation(wait_until="load"):
            self.visit.page.get_by_role("button", name=name).first.click()

    def is_at(self, headline: str) -> None:
        expect(self.visit.page.get_by_role("heading", level=1)).to_have_text(headline)

    def arrived_at(self, path: str) -> None:
        expect(self.visit.page).to_have_url(self.address + path)

    def says_password(self) -> None:
        self.visit.page.get_by_label("نام کاربری").fill(self.account.username)
        self.visit.page.get_by_label("گذرواژه").fill(PASSWORD)
        self.presses("وارد شوم")

    def says_code(self) -> None:
        cache.clear()
        self.visit.page.get_by_label("کد").fill(code_of(self.secret))
        self.presses("وارد شوم")

    def adds_key(self) -> None:
        """From one's own account to the backup codes that come with a first key; says the password again."""
        self.goes_to("/enter/second/keys/add/")
        self.visit.page.get_by_label("گذرواژه").fill(PASSWORD)
        self.presses("ادامه")
        self.visit.page.get_by_label("نام این کلید").fill(NAME)
        self.presses("کلید را بخوان")

    def leaves(self) -> None:
        self.goes_to("/enter/out/")
        self.presses("خارج شوم")

    def is_clean(self, name: str) -> None:
        for width in (390, 1280):
            self.visit.at_width(width)
            self.visit.photograph(f"{name}-{width}")
            assert not self.visit.slides_sideways()
        assert self.visit.violations() == []
        assert self.visit.went_outside() == []
        assert self.visit.complaints == []


@pytest.fixture
def bureau(db: None, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    monkeypatch.setattr(identity, "utc_now", lambda: now)
    monkeypatch.setattr(settings, "PANAH_STAFF_SECOND_FACTOR", True)
    cache.clear()
    return open_bureau()


@pytest.fixture
def officer(bureau: Bureau, live_server: LiveServer, browser: Browser) -> Iterator[Officer]:
    account = bureau.hire("bureau-expert")
    account.set_password(PASSWORD)
    account.save()
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="fa-IR")
    seen = Visit(context.new_page())
    seen.page.on("request", seen.note)
    seen.page.on("console", lambda said: seen.complaints.append(said.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    device = context.new_cdp_session(seen.page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield Officer(account, turn_on_codes(account), seen, device, live_server.url)
    context.close()


@pytest.fixture
def with_key(officer: Officer) -> Officer:
    """The officer has added a passkey and left."""
    officer.goes_to("/enter/?next=/office/")
    officer.says_password()
    officer.says_code()
    officer.adds_key()
    officer.leaves()
    return officer


def test_an_officer_adds_a_passkey_and_comes_in_with_it_alone(officer: Officer) -> None:
    officer.goes_to("/office/worklist/")
    officer.is_at("ورود")
    officer.is_clean("key-enter")
    officer.says_password()
    officer.is_at("گام دوم ورود")
    expect(officer.visit.page.get_by_role("button", name="با کلید")).to_have_count(0)
    officer.says_code()
    officer.arrived_at("/office/worklist/")
    officer.adds_key()
    key = Authenticator.objects.get(user=officer.account, type="webauthn")
    assert str(key) == NAME
    officer.is_at("کدهای پشتیبان")
    officer.goes_to("/enter/second/keys/")
    expect(officer.visit.page.locator("main")).to_contain_text(NAME)
    officer.is_clean("key-mine")
    officer.leaves()
    officer.goes_to("/office/worklist/")
    officer.presses(BY_KEY)
    officer.arrived_at("/office/worklist/")
    assert officer.visit.complaints == []


def test_a_passkey_is_the_second_step_after_the_password(with_key: Officer) -> None:
    with_key.goes_to("/office/")
    with_key.says_password()
    with_key.is_at("گام دوم ورود")
    with_key.is_clean("key-second")
    with_key.presses("با کلید")
    with_key.is_at("امروز")


def test_a_passkey_says_again_who_one_is(with_key: Officer) -> None:
    with_key.goes_to("/office/")
    with_key.presses(BY_KEY)
    with_key.goes_to("/enter/second/keys/add/")
    with_key.visit.page.get_by_role("link", name="با کلید").click()
    with_key.is_at("یک بار دیگر بگویید شمایید")
    with_key.is_clean("key-again")
    with_key.presses("با کلید")
    with_key.is_at("افزودن کلید")
    with_key.is_clean("key-add")


def test_a_removed_passkey_no_longer_opens_and_the_page_says_so(with_key: Officer) -> None:
    with_key.goes_to("/office/")
    with_key.presses(BY_KEY)
    with_key.goes_to("/enter/second/keys/")
    with_key.visit.page.get_by_role("link", name="برداشتن").click()
    with_key.visit.page.get_by_label("گذرواژه").fill(PASSWORD)
    with_key.presses("ادامه")
    with_key.presses("برداشته شود")
    expect(with_key.visit.page.locator("main")).to_contain_text("هنوز کلیدی نیست")
    with_key.leaves()
    with_key.goes_to("/office/")
    with_key.presses(BY_KEY)
    with_key.is_at("ورود")
    expect(with_key.visit.page.locator(".errors:not([hidden])")).to_contain_text("این کلید پذیرفته نشد")
    with_key.is_clean("key-refused")
    with_key.says_password()
    with_key.says_code()
    with_key.is_at("امروز")


def test_a_passkey_opens_nothing_once_the_engagement_has_ended(with_key: Officer, now: datetime) -> None:
    (holding,) = RoleHolding.objects.filter(staff__account=with_key.account)
    end_holding(holding=holding, valid_until=local_date(now), now=now, by=None)
    with_key.goes_to("/office/")
    with_key.presses(BY_KEY)
    with_key.is_at("این حساب بسته است")
    with_key.goes_to("/office/")
    with_key.is_at("ورود")
    with_key.says_password()
    with_key.is_at("این حساب بسته است")


def test_a_browser_whose_person_says_no_to_the_key_says_what_remains(with_key: Officer) -> None:
    with_key.device.send("WebAuthn.disable")
    with_key.device.send("WebAuthn.enable")
    with_key.goes_to("/office/")
    page = with_key.visit.page
    page.evaluate(
        "() => { navigator.credentials.get = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError')) }"
    )
    page.get_by_role("button", name=BY_KEY).click()
    expect(page.locator("#key-trouble")).to_be_visible()
    expect(page.locator("#key-trouble p:visible")).to_have_count(1)
    expect(page.locator("#key-trouble")).to_contain_text("با گذرواژه و کد وارد شوید")
    with_key.is_clean("key-trouble")


def test_without_javascript_the_page_says_what_a_key_needs_and_the_code_remains(
    officer: Officer, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, locale="fa-IR")
    plain = Officer(
        officer.account, officer.secret, Visit(context.new_page()), officer.device, officer.address
    )
    plain.goes_to("/office/")
    page = plain.visit.page
    expect(page.locator("main")).to_contain_text("جاوااسکریپت")
    expect(page.get_by_role("button", name=BY_KEY)).to_be_hidden()
    plain.says_password()
    plain.says_code()
    plain.is_at("امروز")
    plain.goes_to("/enter/second/keys/add/")
    page.get_by_label("گذرواژه").fill(PASSWORD)
    plain.presses("ادامه")
    expect(page.locator("main")).to_contain_text("جاوااسکریپت")
    expect(page.get_by_role("button", name="کلید را بخوان")).to_be_hidden()
    context.close()


def test_at_an_address_of_numbers_the_page_says_that_a_key_wants_a_name(officer: Officer) -> None:
    officer.visit.page.goto(officer.address.replace("localhost", "127.0.0.1") + "/enter/")
    expect(officer.visit.page.locator("main")).to_contain_text("نشانی‌ای با نام")
    expect(officer.visit.page.get_by_role("button", name=BY_KEY)).to_be_hidden()
