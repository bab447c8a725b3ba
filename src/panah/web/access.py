"""The policy table of all faces, and the middleware that stands before every view."""

from collections.abc import Callable
from typing import Final
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse

from panah.web import faces
from panah.web.forms.keeping import put_aside
from panah.web.forms.keys import writer_in
from panah.web.identity import visitor_of
from panah.web.policy import Asked, Refusal, Row, keep_row, refusal, rows_by_route

TABLE: Final = rows_by_route(*faces.ROWS)

type GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PolicyMiddleware:
    """Lets a request reach its view only when the row of its route allows it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on; the policy is asked once its route is known."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        names: dict[str, object],
    ) -> HttpResponseBase | None:
        """Answer in the view's place when a guard refuses."""
        del view, args
        match = request.resolver_match
        row = TABLE.get(match.view_name) if match else None
        if row is None:
            return _answer(request, Refusal.UNLISTED, None)
        keep_row(request, row)
        asked = Asked(visitor_of(request), request.method or "", row, names)
        refused = refusal(asked)
        return _answer(request, refused, row) if refused else None


def _answer(request: HttpRequest, refused: Refusal, row: Row | None) -> HttpResponseBase:
    """Say no: to sign in, to set up a second factor, that it is another role's, or that there is no such thing."""
    match refused:
        case Refusal.SIGN_IN:
            return redirect_to_login(_way_back(request), reverse("account_login"))
        case Refusal.SECOND_FACTOR:
            return redirect("mfa_index")
        case Refusal.METHOD:
            return HttpResponseNotAllowed(sorted(row.methods if row else ()))
        case Refusal.ABSENT:
            raise Http404
        case Refusal.STATE:
            return render(request, "panah/moved_on.html", status=409)
        case _:
            return _forbidden(request)


def _way_back(request: HttpRequest) -> str:
    """Where one goes on after signing in; a form whose session ended waits on a page of its own to be sent again."""
    if request.method == "GET":
        return request.get_full_path()
    if writer_in(request.POST.get("writer", "")) is None:
        return "/"
    put_aside(request)
    return f"{reverse('unsent')}?{urlencode({'of': request.path})}"


def _forbidden(request: HttpRequest) -> HttpResponse:
    return render(request, "403.html", status=403)
