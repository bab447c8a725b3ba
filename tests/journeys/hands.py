"""Opening pages as somebody who has signed in, on the database of the run."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from factories.flushing import let_written_once_be_emptied
from journeys.conftest import Visit
from panah.organisation.models import Account

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's own loop runs in the thread of the test
PHONE, DESK = 390, 1280
SUBMIT = "main form button[type=submit]"

type SignedIn = Callable[..., Visit]


@pytest.fixture(scope="session", autouse=True)
def static_folder(django_db_setup: None) -> None:
    """The server finds a folder of static files, empty here, and the database of the run ready before it starts."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="module", autouse=True)
def tables_may_be_emptied() -> Iterator[None]:
    """Tables that are written once are emptied after each journey."""
    with pytest.MonkeyPatch.context() as patch:
        let_written_once_be_emptied(patch)
        yield


@contextmanager
def doors(live_server: LiveServer, browser: Browser) -> Iterator[SignedIn]:
    """Open pages as anybody: `opened("/my/", account, width=390)`; nobody (None) has not signed in.

    Every browser is closed at the end.
    """
    contexts: list[BrowserContext] = []

    def opened(path: str, who: Account | None, *, width: int = PHONE, javascript: bool = True) -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=javascript, locale="fa-IR"
        )
        contexts.append(context)
        if who is not None:
            cookie = session_of(who)
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
        seen = Visit(context.new_page())
        seen.page.on("request", seen.note)
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(live_server.url + path, wait_until="load")
        return seen

    yield opened
    for context in contexts:
        context.close()


def session_of(who: Account) -> str:
    """The session of somebody who has signed in."""
    client = Client()
    client.force_login(who)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def is_clean(visit: Visit, name: str = "") -> None:
    """No violation, nothing wider than the window, nothing from outside; a picture is kept."""
    if name:
        visit.photograph(name)
    assert visit.violations() == []
    assert not visit.slides_sideways()
    assert visit.went_outside() == []
    assert visit.complaints == []


def go(page: Page) -> None:
    """Press the page's own button."""
    page.locator(SUBMIT).first.click()
    page.wait_for_load_state("load")


def fill_day(page: Page, name: str, day: tuple[str, str, str]) -> None:
    """Write a day into its three boxes: day, month, year."""
    for place, text in enumerate(day):
        page.locator(f"#id_{name}_{place}").fill(text)
