"""Papers that were issued and lists that were published, and phones that judge them by a server that can be stopped."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from socket import SHUT_RDWR
from threading import RLock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from factories.slips import Slips
from journeys.conftest import Visit
from journeys.hands import PHONE
from panah.documents.models import Document
from panah.documents.operations.publishing import publish_numbers, publish_status, publish_trust_of_demo
from panah.documents.rules.data import TOKEN
from panah.documents.rules.proof import printed
from panah.documents.sealing import open_sheet

DURING = timedelta(days=9)
"""From the issue of a slip of the factory to a day in its time."""
STILL = RLock()
"""Held while something is done to the database: on SQLite pages that ask in the background share its connection."""


class _InTurn(ThreadedWSGIServer):
    """Answers one request after the other; when it stops, no connection is left open."""

    daemon_threads = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.talking: set[Any] = set()

    def set_app(self, application: WSGIApplication | None) -> None:
        assert application is not None
        super().set_app(partial(_answered, application))

    def process_request(self, request: Any, client_address: Any) -> None:
        self.talking.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.talking.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        for request in list(self.talking):
            with suppress(OSError):
                request.shutdown(SHUT_RDWR)
        super().server_close()


def _answered(
    application: WSGIApplication, environ: WSGIEnvironment, start: StartResponse
) -> Iterable[bytes]:
    with STILL:
        return application(environ, start)


@contextmanager
def own_server() -> Iterator[LiveServer]:
    """A server of a test's own, which it may stop."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LiveServerThread, "server_class", _InTurn)
        server = LiveServer("localhost")
    yield server
    if server.thread.is_alive():
        server.stop()


@dataclass
class Checkpoint:
    """Everything between an office that issues and a phone that judges; `now` is the clock of both."""

    slips: Slips
    server: LiveServer
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.slips.now

    def issue(self) -> Document:
        """A slip for the whole family, as the bureau issues it."""
        with STILL:
            return self.slips.issued(self.slips.open())

    def publish(self) -> None:
        """What the worker does all the time: sign and publish what changed."""
        with STILL:
            publish_status(now=self.now)
            publish_numbers(now=self.now)
            publish_trust_of_demo(now=self.now)

    def token(self, paper: Document) -> bytes:
        with STILL:
            found = open_sheet(paper.number, paper.sealed)[TOKEN]
        assert isinstance(found, bytes)
        return found

    def address(self, token: bytes, *, language: str = "") -> str:
        """What the printed code of a token opens."""
        return printed.address(token, page=f"{self.server.url}{language}/verify")

    def phone(
        self,
        path: str = "",
        *,
        width: int = PHONE,
        language: str = "",
        at: datetime | None = None,
        kept: bool = True,
    ) -> Visit:
        """A phone that never saw the verifier opens it, or whatever address it is given.

        Unless it is `kept`, the phone fetches the page each time anew.
        """
        context = self.browser.new_context(
            viewport={"width": width, "height": 844},
            locale="fa-IR",
            service_workers="allow" if kept else "block",
        )
        self.contexts.append(context)
        seen = Visit(context.new_page())
        seen.page.clock.set_fixed_time(at or self.now)
        context.on("request", seen.note)
        seen.page.on("console", lambda said: seen.complaints.append(said.text))
        seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        seen.page.goto(path or f"{self.server.url}{language}/verify")
        return seen

    def asked(self, visit: Visit, token: bytes) -> None:
        """Show another code to a phone that has the page open."""
        visit.page.evaluate(
            "fragment => { location.hash = fragment; }", printed.address(token, page="").strip("#")
        )

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@contextmanager
def checkpoint_at(slips: Slips, browser: Browser) -> Iterator[Checkpoint]:
    """Serve from a server of its own, which a test may stop."""
    with own_server() as server:
        made = Checkpoint(slips, server, browser)
        try:
            yield made
        finally:
            made.close()


def word_of(page: Page) -> str:
    """The word of the band, once there is one."""
    band = page.locator("#band-word")
    expect(band).to_be_visible()
    return band.inner_text()


def lights_of(page: Page) -> list[str]:
    """The lights by their shapes, in their order."""
    shapes = {"light-circle": "green", "light-triangle": "amber", "light-octagon": "red"}
    rows = page.locator("[data-part=lights] > li")
    return [shapes[(rows.nth(at).get_attribute("class") or "").strip()] for at in range(rows.count())]


def is_kept(page: Page) -> None:
    """Wait until the page is kept on the phone."""
    page.wait_for_selector("html[data-offline=ready]", state="attached")
