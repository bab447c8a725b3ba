"""The verifier at a border post: its officer sets a device up, and the device brings which exit papers were used."""

from datetime import datetime
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.middleware.csrf import get_token
from django.utils.translation import override
from django.views.decorators.csp import csp_override

from panah.documents.operations import Crossed, take_crossings
from panah.foundation.foreign_json import read_json, read_moment
from panah.organisation.queries import offices_in
from panah.web.identity import actor_of, now_of
from panah.web.public.verify_page import POLICY, sent

ROLE: Final = "border"
MOST: Final = 100
LONGEST: Final = {"id": 64, "number": 60, "at": 40}


@csp_override(POLICY)
def border(request: HttpRequest) -> HttpResponse:
    """Show the verifier to an officer of the border; from now on this device writes crossings down, offline too."""
    name, code = _post_of(request)
    with override("fa"):
        return sent(request, {"post": {"name": name, "code": code}})


def crossings(request: HttpRequest) -> HttpResponse:
    """Give what a device needs to send (GET), or take which papers it says were used (POST), one answer for each."""
    if request.method != "POST":
        answer = JsonResponse({"token": get_token(request)})
    else:
        said = _rows(request)
        if said is None:
            return JsonResponse({"error": "unreadable"}, status=HTTPStatus.BAD_REQUEST)
        answer = JsonResponse({"crossings": _taken(request, said)})
    answer["Cache-Control"] = "no-store"
    return answer


def _rows(request: HttpRequest) -> list[dict[str, str]] | None:
    """Read what was sent; None for anything but a list of texts with their names."""
    try:
        said = read_json(request.body)
    except (ValueError, RequestDataTooBig, RawPostDataException):
        return None
    rows = said.get("crossings") if isinstance(said, dict) else None
    if not isinstance(rows, list) or len(rows) > MOST:
        return None
    whole = all(isinstance(row, dict) and isinstance(row.get("id"), str) for row in rows)
    return [{name: str(row.get(name, "")) for name in LONGEST} for row in rows] if whole else None


def _taken(request: HttpRequest, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Take each by itself; one that is not whole is of no known paper, and holds up no other."""
    actor, now, (_, code) = actor_of(request), now_of(request), _post_of(request)
    answers = []
    for row in rows:
        at = _moment(row["at"], now)
        fits = at is not None and all(0 < len(row[name]) <= most for name, most in LONGEST.items())
        state = "unknown"
        if fits and at is not None and "\x00" not in "".join(row.values()):
            key = f"{actor.account_id}:{row['id']}"
            said = Crossed(key, row["number"], code, at, by=actor.account_id)
            state = take_crossings([said], now=now)[0].value
        answers.append({"id": row["id"], "state": state})
    return answers


def _moment(text: str, now: datetime) -> datetime | None:
    """Read when it was; the clock of a device that runs ahead is put back to ours."""
    try:
        return min(read_moment(text), now)
    except ValueError:
        return None


def _post_of(request: HttpRequest) -> tuple[str, str]:
    """The post the officer stands at: its name and the code of its border."""
    scope = actor_of(request).scope
    office = offices_in(scope, roles=[ROLE]).order_by("path").first() if scope else None
    return (office.name, office.code) if office else ("", "")
