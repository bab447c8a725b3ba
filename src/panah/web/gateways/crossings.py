"""Who crossed a border, as the border's system says it (docs/contracts/border.yaml)."""

from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from panah.documents.operations import Crossed, take_crossings
from panah.foundation.foreign_json import read_moment
from panah.web.gateways.signed import Refused, answered, rows_of
from panah.web.identity import now_of

MOST: Final = 100
LONGEST: Final = {"id": 100, "number": 60, "border": 60, "at": 40}
AHEAD: Final = timedelta(minutes=5)
"""So far the border's clock may run before ours."""


@csrf_exempt
def crossings(request: HttpRequest) -> HttpResponse:
    """Take what the border says, one answer for each message; what is not whole changes nothing at all."""

    def take() -> dict[str, object]:
        now = now_of(request)
        said = [_crossed(row, now) for row in rows_of(request, "crossings", most=MOST)]
        taken = take_crossings(said, now=now)
        answers = [{"id": one.key, "state": state.value} for one, state in zip(said, taken, strict=True)]
        return {"crossings": answers}

    return answered(request, take)


def _crossed(row: object, now: datetime) -> Crossed:
    """Read one message; days and hours with their zone. Raises Refused("wrong-crossing")."""
    wrong = Refused(HTTPStatus.UNPROCESSABLE_ENTITY, "wrong-crossing")
    if not isinstance(row, dict):
        raise wrong
    texts = {name: row.get(name) for name in LONGEST}
    said = {name: text for name, text in texts.items() if isinstance(text, str) and _fits(name, text)}
    if len(said) < len(LONGEST):
        raise wrong
    try:
        at = read_moment(said["at"])
    except ValueError as error:
        raise wrong from error
    if at > now + AHEAD:
        raise wrong
    return Crossed(said["id"], said["number"], said["border"], at)


def _fits(name: str, text: str) -> bool:
    return len(text.strip()) > 0 and len(text) <= LONGEST[name] and "\x00" not in text
