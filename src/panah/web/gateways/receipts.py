"""Receipts a provider brings: signed like our own requests, read as strictly, and answered signed (docs/contracts)."""

import json
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from panah.foundation.signed_http import KEY, MOST_BYTES, SIGNATURE, answer_signature, request_is_genuine
from panah.notifications.operations import Receipt, take_receipts
from panah.notifications.queries import Channel, brings_receipts
from panah.web.identity import now_of

MOST: Final = 100
STATES: Final = {
    Channel.SMS: frozenset({"delivered", "undeliverable"}),
    Channel.VOICE: frozenset({"delivered", "undeliverable", "not-answered"}),
}


class Refused(Exception):
    """A request that is answered with no, with its status and code."""

    def __init__(self, status: HTTPStatus, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@csrf_exempt
def receipts(request: HttpRequest, channel: str) -> HttpResponse:
    """Take what a provider says; said again it changes nothing, and what is not whole changes nothing at all."""
    try:
        way = _way(channel)
        said = _read(request, way)
    except Refused as no:
        return _answer(request, no.status, {"error": no.code})
    taken = take_receipts(way, said, now=now_of(request))
    return _answer(request, HTTPStatus.OK, {"taken": taken})


def _way(channel: str) -> Channel:
    """The way a provider speaks of; where there is none, nobody could have signed with a secret of ours."""
    way = next((one for one in STATES if one == channel and brings_receipts(one)), None)
    if way is None:
        raise Refused(HTTPStatus.NOT_FOUND, "not-found")
    return way


def _read(request: HttpRequest, way: Channel) -> list[Receipt]:
    body = _body(request)
    genuine = request_is_genuine(
        settings.PANAH_GATEWAY_SECRET,
        method="POST",
        path=request.path,
        headers=request.headers,
        body=body,
        now=now_of(request),
    )
    if not genuine:
        raise Refused(HTTPStatus.UNAUTHORIZED, "not-signed")
    try:
        said = json.loads(body)
    except ValueError as error:
        raise Refused(HTTPStatus.BAD_REQUEST, "unreadable") from error
    rows = said.get("receipts") if isinstance(said, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST:
        raise Refused(HTTPStatus.BAD_REQUEST, "unreadable")
    return [_receipt(row, way) for row in rows]


def _body(request: HttpRequest) -> bytes:
    length = request.headers.get("Content-Length", "")
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too-long")
    return request.body


def _receipt(row: object, way: Channel) -> Receipt:
    if not isinstance(row, dict):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-receipt")
    number, state, provider = row.get("id"), row.get("state"), row.get("provider_id", "")
    if not (isinstance(number, str) and isinstance(provider, str) and isinstance(state, str)):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-receipt")
    if state not in STATES[way] or "\x00" in number:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-receipt")
    return Receipt(number, state, provider)


def _answer(request: HttpRequest, status: HTTPStatus, said: dict[str, object]) -> HttpResponse:
    body = json.dumps(said).encode()
    signature = answer_signature(
        settings.PANAH_GATEWAY_SECRET, status=status, key=request.headers.get(KEY, ""), body=body
    )
    headers = {SIGNATURE: signature, "Cache-Control": "no-store"}
    return HttpResponse(body, status=status, content_type="application/json", headers=headers)
