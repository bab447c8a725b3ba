"""What the agents of capture devices ask and bring (docs/contracts/capture.yaml): a device never speaks to a page."""

import binascii
from base64 import b64decode
from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from panah.biometrics.operations import Arrived, TakenTicket, receive_capture, take_ticket
from panah.biometrics.queries import Part, secret_of
from panah.foundation.errors import InvalidInput, NotFound
from panah.foundation.foreign_json import read_moment
from panah.foundation.signed_http import SIMULATED
from panah.web.gateways.signed import Refused, answered, rows_of
from panah.web.identity import now_of

MOST: Final = 5
LONGEST: Final = {
    "id": 100,
    "ticket": 64,
    "part": 40,
    "format": 30,
    "encoder": 60,
    "encoder_version": 30,
    "captured_at": 40,
    "template": 32 * 1024,
}
MAY_BE_EMPTY: Final = frozenset({"template"})


@csrf_exempt
def tickets(request: HttpRequest, device: str) -> HttpResponse:
    """Give a device the ticket of its desk, once; nothing of the person is in it."""

    def take() -> dict[str, object]:
        now = now_of(request)
        messages = [_message(row) for row in _rows(request, "takes", device, most=1)]
        taken = [take_ticket(device=device, message=one, now=now) for one in messages]
        answers = [{"id": one, "ticket": _told(ticket)} for one, ticket in zip(messages, taken, strict=True)]
        return {"takes": answers}

    return answered(request, _of_a_device(take), secret=secret_of(device))


@csrf_exempt
def readings(request: HttpRequest, device: str) -> HttpResponse:
    """Take what a device read, one answer for each message; what is not whole changes nothing at all."""

    def take() -> dict[str, object]:
        now = now_of(request)
        arrived = [_arrived(row) for row in _rows(request, "readings", device, most=MOST)]
        told = [receive_capture(device=device, arrived=one, now=now) for one in arrived]
        answers = [{"id": one.message, "state": say.value} for one, say in zip(arrived, told, strict=True)]
        return {"readings": answers}

    return answered(request, _of_a_device(take), secret=secret_of(device))


def _of_a_device(handle: Callable[[], dict[str, object]]) -> Callable[[], dict[str, object]]:
    """Say `not-found` of a device that is not, or no longer, in use."""

    def handled() -> dict[str, object]:
        try:
            return handle()
        except NotFound as error:
            raise Refused(HTTPStatus.NOT_FOUND, "not-found") from error

    return handled


def _rows(request: HttpRequest, name: str, device: str, *, most: int) -> list[object]:
    """Read what the device signed; raises as `rows_of`, and Refused("simulator") where people are real."""
    rows = rows_of(request, name, most=most, secret=secret_of(device))
    if SIMULATED in request.headers and not settings.PANAH_DEMO:
        raise Refused(HTTPStatus.FORBIDDEN, "simulator")
    return rows


def _message(row: object) -> str:
    message = row.get("id") if isinstance(row, dict) else None
    if not isinstance(message, str) or not _fits("id", message):
        raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-take")
    return message


def _arrived(row: object) -> Arrived:
    """Read one reading; raises Refused("wrong-reading")."""
    wrong = Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-reading")
    if not isinstance(row, dict):
        raise wrong
    quality = row.get("quality")
    texts = {name: text for name in LONGEST if isinstance(text := row.get(name), str) and _fits(name, text)}
    if len(texts) < len(LONGEST) or type(quality) is not int or not 0 <= quality <= 100:
        raise wrong
    try:
        return Arrived(
            message=texts["id"],
            ticket=texts["ticket"],
            part=Part.read(texts["part"]),
            format=texts["format"],
            encoder=texts["encoder"],
            encoder_version=texts["encoder_version"],
            quality=quality,
            captured_at=read_moment(texts["captured_at"]),
            template=b64decode(texts["template"], validate=True),
        )
    except (InvalidInput, ValueError, binascii.Error) as error:
        raise wrong from error


def _fits(name: str, text: str) -> bool:
    is_there = bool(text.strip()) or name in MAY_BE_EMPTY
    return is_there and len(text) <= LONGEST[name] and "\x00" not in text


def _told(ticket: TakenTicket | None) -> dict[str, object] | None:
    if ticket is None:
        return None
    return {
        "ticket": ticket.nonce,
        "purpose": ticket.purpose.value,
        "parts": [{"part": str(part), "quality": quality} for part, quality in ticket.parts],
        "expires_at": ticket.expires_at.isoformat(),
    }
