"""Nothing typed is lost when a session ends: what was sent waits, sealed, until its writer has signed in again."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from panah.casework.queries.drafts import open_values, seal_values
from panah.web.forms.keys import is_writer

KEPT: Final = "panah_typed"
NOBODY: Final = 0
MOST_KEPT: Final = 20_000
"""Letters; what is longer is not kept in a session."""

type View = Callable[..., HttpResponseBase]


def keeps_typing[Kept: View](view: Kept) -> Kept:
    """Mark a view whose forms are kept when their session has ended."""
    view.__dict__["keeps_typing"] = True
    return view


class KeepTyping:
    """Takes in a form that arrives without a session, and sends its writer to sign in and back to the same page.

    Stands before the policy, and lets nobody further: a form is only put aside, never acted on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[object, ...], names: dict[str, object]
    ) -> HttpResponseBase | None:
        """Put a form aside whose session is over."""
        del args, names
        if request.method != "POST" or request.user.is_authenticated:
            return None
        if not getattr(view, "keeps_typing", False):
            return None
        put_aside(request)
        return redirect_to_login(request.get_full_path(), reverse("account_login"))


def put_aside(request: HttpRequest) -> None:
    """Seal what was sent into the visitor's session."""
    typed = request.POST.urlencode()
    if len(typed) > MOST_KEPT:
        return
    sealed = seal_values(NOBODY, request.path, {"typed": typed})
    request.session[KEPT] = {request.path: b64encode(sealed).decode()}


def typed_before(request: HttpRequest) -> QueryDict | None:
    """Give back, once, what its writer had sent to this page when the session ended; None for anybody else."""
    kept = request.session.get(KEPT)
    if not isinstance(kept, dict) or request.path not in kept:
        return None
    del request.session[KEPT]
    values = open_values(NOBODY, request.path, b64decode(kept[request.path]))
    typed = QueryDict(str(values.get("typed", ""))) if values else QueryDict()
    return typed if is_writer(request, typed.get("writer", "")) else None
