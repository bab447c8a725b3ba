"""Three lights for a machine: an agency shows its key and a code; the code is judged and forgotten."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Status
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.security import HttpBearer

from panah.documents.queries import judged
from panah.foundation.clock import utc_now
from panah.organisation.queries import agency_key_of
from panah.web.api.shapes import Answer, No, Question
from panah.web.counting import Brake

QUESTIONS: Final = Brake("api-verify", 600, timedelta(minutes=1))
"""Of one key: ten a second, the pace of a gate."""
ABOUT: Final = """\
A paper of Panah is judged here as its own verifier judges it: authentic, in date, and still valid as of when. The key
is made by `./panah verify-key NAME` and sent as `Authorization: Bearer KEY`. What is asked is written down nowhere; how
often a key asks is counted for a minute. An answer is no ground to detain a person or to take a paper away.

Whoever checks many papers does better without asking anybody: the lists under `/verify/` are whole, signed and the same
for everybody, and `./panah verify` judges by them offline.
"""


class AgencyBearer(HttpBearer):
    """The key of an agency, in the header of every request."""

    def authenticate(self, request: HttpRequest, token: str) -> int | None:  # noqa: ARG002  # as ninja calls it
        """Find whose key it is; None for what is no key."""
        return agency_key_of(token, at=utc_now())


api = NinjaAPI(
    title="Panah's contract for checking papers by machine",
    version="1",
    description=ABOUT,
    urls_namespace="api",
    docs_url=None,
    openapi_url=None,
    auth=AgencyBearer(),
)


@api.post(
    "/verify",
    url_name="verify",
    operation_id="verify",
    summary="Judge a code",
    response={200: Answer, 401: No, 422: No, 429: No},
)
def verify(request: HttpRequest, response: HttpResponse, question: Question) -> object:
    """Answer with three lights."""
    response["Cache-Control"] = "no-store"
    now = utc_now()
    if not QUESTIONS.press(str(request.auth), now=now):  # type: ignore[attr-defined]  # set by the key
        response["Retry-After"] = str(int(QUESTIONS.within.total_seconds()))
        return Status(HTTPStatus.TOO_MANY_REQUESTS, {"error": "too-many"})
    return judged(question.text, now=now)


@api.exception_handler(AuthenticationError)
def _no_key(request: HttpRequest, refused: AuthenticationError) -> HttpResponse:
    del refused
    answer = api.create_response(request, {"error": "key-unknown"}, status=HTTPStatus.UNAUTHORIZED)
    answer["WWW-Authenticate"] = "Bearer"
    return answer


@api.exception_handler(ValidationError)
@api.exception_handler(HttpError)
@api.exception_handler(RequestDataTooBig)
def _unreadable(request: HttpRequest, refused: Exception) -> HttpResponse:
    """Say that it was not understood, and repeat nothing of it."""
    del refused
    return api.create_response(request, {"error": "unreadable"}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
