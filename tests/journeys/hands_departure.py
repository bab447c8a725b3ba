"""The way home as people and officers walk it in a browser: whose turn it is, what they fill in, what time it is."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from factories.leaving import HOLDERS, Way, open_way
from factories.people import entry
from factories.simulators import Running, simulators
from journeys.conftest import SCREENSHOTS, Visit
from journeys.hands import DESK, SignedIn, doors, go, static_folder, tables_may_be_emptied
from panah.casework.models import Case, Item
from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.documents.models import Document
from panah.documents.operations import sign_files
from panah.documents.operations.outside import send_outside
from panah.foundation.signed_http import KEY, SIGNATURE, TIME, request_signature
from panah.notifications.operations import send_messages
from panah.organisation.models import Account
from panah.registry.operations import record_identifier
from panah.registry.words import IdentifierKind
from panah.web import identity

__all__ = ["desk", "static_folder", "tables_may_be_emptied"]

APPLY = "/my/apply/voluntary-departure/"
CROSSINGS = "/gateways/border/crossings/"
HEARING = {
    "alone": "yes",
    "heard-by-woman": "not-wished",
    "country": "yes",
    "unhcr": "yes",
    "losses": "yes",
    "language": "دری",
    "own-words": "می‌خواهم نزد برادرم در هرات زندگی کنم.",
}
WITNESSED = {"mark": "thumbprint", "witness-1": "رضا کریمی ۱۲۳", "witness-2": "زهرا امیری ۴۵۶"}


@dataclass(slots=True)
class Desk:
    """The household of nine and the bureau, with a browser before each of them."""

    way: Way
    opened: SignedIn
    line: Running

    def own(self, name: str, path: str, *, language: str = "") -> Visit:
        """Open a page of one's own, on a phone; in another language where one is named."""
        return self.opened(f"/{language}{path}" if language else path, self.account(name))

    def account(self, name: str) -> Account:
        """One's own account, made at the counter the first time."""
        found = Account.objects.filter(username=f"own-{name}").first()
        return found or self.way.account_of(name)

    def office(self, case: Case, name: str, *, role: str = "") -> Visit:
        """Open the case at a desk, at what is to be decided about one person."""
        item = Item.objects.filter(case=case, subject=self.way.subject(case, name), state="open").first()
        who = role or HOLDERS[item.step if item else "people/review"]
        asked = f"?item={item.pk}" if item else ""
        return self.opened(f"/office/cases/{case.pk}/{asked}", self.way.bureau.hire(who), width=DESK)

    def worker(self) -> None:
        """Let the worker do what is due: effects, outside systems, messages."""
        for _ in range(3):
            self.way.deliver()
            send_outside(now=self.way.now)
            send_messages(now=self.way.now)
        sign_files(now=self.way.now)

    def printed(self, name: str, path: str, who: Account) -> None:
        """Open a paper of a case as PDF, and keep it beside the pictures."""
        client = Client()
        client.force_login(who)
        answer = client.get(path)
        assert answer.content[:5] == b"%PDF-", path
        SCREENSHOTS.mkdir(exist_ok=True)
        (SCREENSHOTS / f"{name}.pdf").write_bytes(answer.content)

    def crossed(self, name: str) -> None:
        """Let the border say, over its own signed line, that somebody's exit paper was used."""
        paper = Document.objects.filter(bearer=self.way.people[name].pk).latest("pk")
        moment, key = self.way.now, f"crossing-{paper.pk}"
        said = {"id": key, "number": paper.number, "border": "dogharoun", "at": moment.isoformat()}
        body = json.dumps({"crossings": [said]}).encode()
        stamp = str(int(moment.timestamp()))
        signature = request_signature(
            DEFAULT_GATEWAY_SECRET, method="POST", path=CROSSINGS, moment=stamp, key=key, body=body
        )
        answer = Client().post(
            CROSSINGS,
            body,
            content_type="application/json",
            headers={TIME: stamp, KEY: key, SIGNATURE: signature},
        )
        assert answer.json()["crossings"][0]["state"] == "recorded"

    def text_of_phones(self) -> str:
        """Everything any phone got or heard."""
        heard = [*self.line.both.sms.received.values(), *self.line.both.voice.received.values()]
        return "\n".join(f"{one.to} {one.text}" for one in heard)


@pytest.fixture
def desk(  # noqa: PLR0917  # a fixture takes what it stands on by name
    db: None,
    now: datetime,
    live_server: LiveServer,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    settings: Settings,
) -> Iterator[Desk]:
    """The household of nine before the bureau, all with a browser; outside systems listen."""
    with (
        doors(live_server, browser) as opened,
        at_desks(open_home(now), opened, monkeypatch, settings, live_server) as made,
    ):
        yield made


@contextmanager
def at_desks(
    way: Way, opened: SignedIn, patch: pytest.MonkeyPatch, settings: Settings, live_server: LiveServer
) -> Iterator[Desk]:
    """Set the clock to the way's, and give outside systems that listen."""
    patch.setattr(identity, "utc_now", lambda: way.now)
    cache.clear()
    with simulators(panah=live_server.url) as line:
        settings.PANAH_NAJVA_URL, settings.PANAH_BORDER_URL = line.najva_url, line.border_url
        settings.PANAH_SMS_URL, settings.PANAH_VOICE_URL = line.sms_url, line.voice_url
        settings.PANAH_BANK_URL = line.bank_url
        settings.PANAH_GATEWAY_PATIENCE = 0.5
        yield Desk(way, opened, line)


def open_home(now: datetime) -> Way:
    """The household of nine, each known to Najva by a number."""
    way = open_way(now)
    for place, person in enumerate(way.people.values()):
        number = f"12345678{place + 10}"
        record_identifier(entry=entry(), person=person, kind=IdentifierKind.UNIQUE_CODE, number=number)
    return way


def ask_for(visit: Visit, *people: str, pictures: str = "") -> None:
    """Go through the request from its first page to the number to keep."""
    page = visit.page
    for name in people:
        page.get_by_role("checkbox", name=f"{name} رحیمی").check()
    go(page)
    page.locator("input[value=dogharoun]").check()
    go(page)
    for place, text in enumerate(("۲۰", "۱۰", "۱۴۰۵")):
        page.locator(f"#id_wished-day_{place}").fill(text)
    go(page)
    page.locator("input[value=prs]").check()
    go(page)
    page.locator("input[name=woman][value=no]").check()
    go(page)
    go(page)
    if pictures:
        visit.photograph(pictures)
    go(page)


def decide(visit: Visit, word: str, answers: Mapping[str, object]) -> None:
    """Say a word at a desk with what it asks, and see that it is taken."""
    page = visit.page
    page.locator(f"#word-{word}").check()
    for name, answer in answers.items():
        fill(page, f"{word}-{name}", answer)
    page.get_by_role("button", name="ثبت تصمیم", exact=True).click()
    page.wait_for_load_state("load")
    expect(page.locator(".told")).to_contain_text("ثبت شد")


def fill(page: Page, name: str, answer: object) -> None:
    """Fill one question, whatever it is: people by their boxes, a choice, a text."""
    if isinstance(answer, list):
        for one in answer:
            page.locator(f'input[name="{name}"][value="{one}"]').check()
        return
    dot = page.locator(f'input[type="radio"][name="{name}"][value="{answer}"]')
    if dot.count():
        dot.check()
        return
    field = page.locator(f'[id="id_{name}"]')
    if field.evaluate("field => field.tagName") == "SELECT":
        field.select_option(str(answer))
    else:
        field.fill(str(answer))
