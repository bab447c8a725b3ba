"""When somebody last said who they are: by a second factor where they have one, and where one must have one."""

from datetime import UTC, datetime
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from panah.web.identity import visitor_of

SECOND = "mfa"


def confirmed_at(request: HttpRequest) -> datetime | None:
    """Give the moment (UTC) of the last word of who one is that counts for a signature; None where there is none."""
    second = _needs_second(request)
    moments = [
        float(one["at"])
        for one in get_authentication_records(request, request.user)
        if "at" in one and (one.get("method") == SECOND or not second)
    ]
    return datetime.fromtimestamp(max(moments), UTC) if moments else None


def say_again(request: HttpRequest, back: str) -> HttpResponse:
    """Send somebody to say anew who they are, by key or code where they have one, and back to a page."""
    route = "mfa_reauthenticate" if visitor_of(request).has_second_factor else "account_reauthenticate"
    return redirect(f"{reverse(route)}?{urlencode({'next': back})}")


def _needs_second(request: HttpRequest) -> bool:
    return bool(settings.PANAH_STAFF_SECOND_FACTOR) or visitor_of(request).has_second_factor
