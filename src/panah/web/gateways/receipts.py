"""Receipts a provider of texts or calls brings (docs/contracts/sms.yaml, voice.yaml)."""

from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from panah.notifications.operations import Receipt, take_receipts
from panah.notifications.queries import Channel, brings_receipts
from panah.web.gateways.signed import Refused, answered, rows_of
from panah.web.identity import now_of

MOST: Final = 100
STATES: Final = {
    Channel.SMS: frozenset({"delivered", "undeliverable"}),
    Channel.VOICE: frozenset({"delivered", "undeliverable", "not-answered"}),
}


@csrf_exempt
def receipts(request: HttpRequest, channel: str) -> HttpResponse:
    """Take what a provider says; said again it changes nothing, and what is not whole changes nothing at all."""

    def take() -> dict[str, object]:
        way = _way(channel)
        said = [_receipt(row, way) for row in rows_of(request, "receipts", most=MOST)]
        return {"taken": take_receipts(way, said, now=now_of(request))}

    return answered(request, take)


def _way(channel: str) -> Channel:
    """The way a provider speaks of; where there is none, nobody could have signed with a secret of ours."""
    way = next((one for one in STATES if one == channel and brings_receipts(one)), None)
    if way is None:
        raise Refused(HTTPStatus.NOT_FOUND, "not-found")
    return way


def _receipt(row: object, way: Channel) -> Receipt:
    if not isinstance(row, dict):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-receipt")
    number, state, provider = row.get("id"), row.get("state"), row.get("provider_id", "")
    if not (isinstance(number, str) and isinstance(provider, str) and isinstance(state, str)):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-receipt")
    if state not in STATES[way] or "\x00" in number:
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-receipt")
    return Receipt(number, state, provider)
