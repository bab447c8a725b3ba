"""Officers who work on over HTTP while everything falls over: the same page is sent again until it is answered."""

import time
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPException
from secrets import token_hex
from threading import Event
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from django.conf import settings
from django.test import Client

from panah.organisation.models import Account

PATIENCE = 15
UNCLEAR = frozenset({0, 408, 429, 500, 502, 503, 504})
"""What a person answers by sending the page once more; 0 is no answer at all."""


class _StayHere(HTTPRedirectHandler):
    """A redirection is the answer."""

    def redirect_request(self, *_: object) -> None:
        """Follow nothing."""


@dataclass(slots=True)
class Officer:
    """Somebody signed in; `again` counts pages sent more than once, `answers` says with which status a deed ended."""

    address: str
    username: str
    over: Event
    again: int = 0
    answers: dict[str, int] = field(default_factory=dict)
    _opener: OpenerDirector = field(default_factory=lambda: build_opener(_StayHere))
    _cookies: str = ""
    _token: str = ""

    def sign_in(self) -> None:
        """Sign in as if the door had been passed."""
        client = Client(HTTP_HOST="localhost")
        client.force_login(Account.objects.get(username=self.username))
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        self._token = token_hex(16)
        self._cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={self._token}"

    def do(self, deed: str, path: str, form: dict[str, str]) -> bool:
        """Send a page until its answer is clear; whether it was taken. Where no answer came until the end it is 0."""
        status, sent = 0, 0
        while status in UNCLEAR and not (self.over.is_set() and sent):
            self.again += sent > 0
            status = self._send(path, form)
            sent += 1
            if status in UNCLEAR:
                time.sleep(0.3)
        self.answers[deed] = status
        return status == 302

    def _send(self, path: str, form: dict[str, str]) -> int:
        body = urlencode({**form, "csrfmiddlewaretoken": self._token}).encode()
        request = Request(self.address + path, body, {"Cookie": self._cookies}, method="POST")
        try:
            with self._opener.open(request, timeout=PATIENCE) as answer:
                return int(answer.status)
        except HTTPError as answered:
            with suppress(OSError, HTTPException):
                answered.close()
            return answered.code
        except (URLError, OSError, HTTPException):
            return 0
