"""Requests and answers of the simulators, and the five ways they behave."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from panah.foundation.clock import utc_now
from panah.foundation.signed_http import (
    CLOCKS_MAY_DIFFER,
    KEY,
    SIGNATURE,
    SIMULATED,
    TIME,
    answer_signature,
    request_is_genuine,
)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

MOST_BYTES: Final = 6 * 1024 * 1024
CODES: Final = {
    "not-signed": HTTPStatus.UNAUTHORIZED,
    "not-found": HTTPStatus.NOT_FOUND,
    "unreadable": HTTPStatus.BAD_REQUEST,
    "key-used": HTTPStatus.UNPROCESSABLE_ENTITY,
    "refusing": HTTPStatus.SERVICE_UNAVAILABLE,
}


class Behaviour(StrEnum):
    """How a simulated system answers."""

    PROMPT = "prompt"
    SLOW = "slow"
    SILENT = "silent"
    GARBLED = "garbled"
    REFUSING = "refusing"


class Saying(Exception):
    """An answer that says no, with its code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Request:
    """One request, read whole."""

    method: str
    path: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    body: bytes
    origin: str

    @property
    def form(self) -> dict[str, str]:
        """The fields of a posted form."""
        return dict(parse_qsl(self.body.decode(errors="replace")))

    def said(self) -> dict[str, object]:
        """Read the JSON object that was sent; raises Saying("unreadable")."""
        try:
            found = json.loads(self.body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise Saying("unreadable")
        return found


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer."""

    status: int = 200
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Manners:
    """How one system behaves now, and how many seconds slow and silent last and clocks may differ."""

    behaviour: Behaviour = Behaviour.PROMPT
    slow: float = 3.0
    silent: float = 60.0
    clocks_may_differ: float = CLOCKS_MAY_DIFFER
    sleep: Callable[[float], object] = field(default=time.sleep)

    def of(self, request: Request) -> Behaviour:
        """The behaviour towards one request: what it asks for itself, else the switch."""
        asked = request.headers.get("Panah-Simulate", "")
        return Behaviour(asked) if asked in Behaviour else self.behaviour


def read(environ: "WSGIEnvironment") -> Request:
    """Read a WSGI request."""
    length = min(int(environ.get("CONTENT_LENGTH") or 0), MOST_BYTES)
    stream = environ.get("wsgi.input") or BytesIO()
    headers = {
        name.removeprefix("HTTP_").replace("_", "-").title(): str(value)
        for name, value in environ.items()
        if name.startswith("HTTP_")
    }
    return Request(
        method=str(environ["REQUEST_METHOD"]),
        path=str(environ.get("PATH_INFO") or "/"),
        headers=headers,
        query=dict(parse_qsl(str(environ.get("QUERY_STRING") or ""))),
        body=stream.read(length) if length else b"",
        origin=f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST') or environ['SERVER_NAME']}",
    )


def send(reply: Reply, start_response: "StartResponse") -> Iterable[bytes]:
    """Send an answer."""
    status = HTTPStatus(reply.status)
    headers = [*reply.headers, ("Content-Length", str(len(reply.body))), (SIMULATED, "yes")]
    start_response(f"{status.value} {status.phrase}", headers)
    return [reply.body]


def page(html: str, *, status: int = 200) -> Reply:
    """A page for people."""
    return Reply(status, html.encode(), (("Content-Type", "text/html; charset=utf-8"),))


def answer(
    request: Request,
    secret: str,
    manners: Manners,
    handle: Callable[[dict[str, object]], Mapping[str, object]],
) -> Reply:
    """Answer a signed JSON request in the manner of the day; what was told is done even when the answer is lost."""
    behaviour = manners.of(request)
    if behaviour == Behaviour.REFUSING:
        return _signed(request, secret, {"error": "refusing"}, CODES["refusing"])
    try:
        _refuse_unsigned(request, secret, manners)
        reply = _signed(request, secret, handle(request.said()), HTTPStatus.OK)
    except Saying as no:
        reply = _signed(request, secret, {"error": no.code}, CODES.get(no.code, HTTPStatus.BAD_REQUEST))
    if behaviour == Behaviour.SLOW:
        manners.sleep(manners.slow)
    if behaviour == Behaviour.SILENT:
        manners.sleep(manners.silent)
    return _garbled(reply) if behaviour == Behaviour.GARBLED else reply


def _refuse_unsigned(request: Request, secret: str, manners: Manners) -> None:
    genuine = request_is_genuine(
        secret,
        method=request.method,
        path=request.path,
        headers=request.headers,
        body=request.body,
        now=utc_now(),
        within=manners.clocks_may_differ,
    )
    if not genuine:
        raise Saying("not-signed")


def _signed(request: Request, secret: str, said: Mapping[str, object], status: HTTPStatus) -> Reply:
    body = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    signature = answer_signature(secret, status=status, key=request.headers.get(KEY, ""), body=body)
    return Reply(
        status,
        body,
        (("Content-Type", "application/json"), (SIGNATURE, signature), (TIME, str(int(time.time())))),
    )


def _garbled(reply: Reply) -> Reply:
    """An answer that was cut on its way, and says yes to whoever does not look closely."""
    return Reply(200, reply.body[: len(reply.body) // 2] + b'"state": "paid"', reply.headers)
