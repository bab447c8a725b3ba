"""Whether this process can serve: `/healthz` for whoever watches it, and the page people see when it cannot."""

import sys
from typing import Final

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import server_error

UNREACHABLE: Final = (OperationalError, InterfaceError)
AGAIN_IN: Final = 30
"""Seconds."""


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when the database answers, else 503; says nothing about anybody."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return JsonResponse({"status": "database"}, status=503)
    return JsonResponse({"status": "ok"})


def fault(request: HttpRequest) -> HttpResponse:
    """Say that it did not go this time; 503 while the database cannot be reached, so that machines too come again."""
    answer: HttpResponse = server_error(request)
    if isinstance(sys.exception(), UNREACHABLE):
        answer.status_code = 503
        answer["Retry-After"] = str(AGAIN_IN)
    return answer
