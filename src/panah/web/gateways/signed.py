"""What others bring by themselves: signed like our own requests, read as strictly, answered signed."""

import json
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from panah.foundation.foreign_json import read_json
from panah.foundation.signed_http import KEY, MOST_BYTES, SIGNATURE, answer_signature, request_is_genuine
from panah.web.identity import now_of


class Refused(Exception):
    """A request that is answered with no, with its status and code."""

    def __init__(self, status: HTTPStatus, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


def answered(
    request: HttpRequest, handle: Callable[[], dict[str, object]], *, secret: str = ""
) -> HttpResponse:
    """Answer with what `handle` says, or with the no it raises as Refused; signed with `secret`, if not with ours."""
    try:
        return _answer(request, HTTPStatus.OK, handle(), secret)
    except Refused as no:
        return _answer(request, no.status, {"error": no.code}, secret)


def rows_of(request: HttpRequest, name: str, *, most: int, secret: str = "") -> list[object]:
    """Read the list `name` of a signed request; without a secret nobody can have signed.

    Raises Refused: `too-long`, `not-signed`, `unreadable`.
    """
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()) or int(length) > MOST_BYTES:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-long")
    body = request.body
    shared = secret or settings.PANAH_GATEWAY_SECRET
    genuine = bool(shared) and request_is_genuine(
        shared,
        method="POST",
        path=request.path,
        headers=request.headers,
        body=body,
        now=now_of(request),
    )
    if not genuine:
        raise Refused(HTTPStatus.UNAUTHORIZED, "not-signed")
    try:
        said = read_json(body)
    except ValueError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "unreadable") from error
    rows = said.get(name) if isinstance(said, dict) else None
    if not isinstance(rows, list) or len(rows) > most:
        raise Refused(HTTPStatus.BAD_REQUEST, "unreadable")
    return rows


def _answer(request: HttpRequest, status: HTTPStatus, said: dict[str, object], secret: str) -> HttpResponse:
    body = json.dumps(said).encode()
    signature = answer_signature(
        secret or settings.PANAH_GATEWAY_SECRET, status=status, key=request.headers.get(KEY, ""), body=body
    )
    headers = {SIGNATURE: signature, "Cache-Control": "no-store"}
    return HttpResponse(body, status=status, content_type="application/json", headers=headers)
