"""Nothing typed is lost when a session ends: what was sent waits, sealed, until its writer has signed in again.

Files wait with it, held for the account that the form says began it.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.urls import reverse

from panah.casework.queries.drafts import open_values, seal_values
from panah.foundation.errors import InvalidInput
from panah.web.files.holding import aside, take_in
from panah.web.forms.keys import is_writer, writer_in

KEPT: Final = "panah_typed"
NOBODY: Final = 0
MOST_KEPT: Final = 60_000
"""Letters as they are sent, six to one Persian letter; what is longer is not kept in a session."""
MOST_FILES: Final = 3

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
    """Seal what was sent into the visitor's session, and hold the files that came with it for its writer."""
    typed = request.POST.urlencode()
    if len(typed) > MOST_KEPT:
        return
    sealed = seal_values(NOBODY, request.path, {"typed": typed})
    request.session[KEPT] = {request.path: b64encode(sealed).decode()}
    writer = writer_in(request.POST.get("writer", ""))
    for question in list(request.FILES)[:MOST_FILES] if writer else ():
        with suppress(InvalidInput):
            take_in(request, writer or 0, aside(request), question)


def typed_before(request: HttpRequest) -> QueryDict | None:
    """Give back, once, what its writer had sent to this page when the session ended; None for anybody else."""
    typed = kept_at(request, request.path)
    if typed is not None:
        del request.session[KEPT]
    return typed


def kept_at(request: HttpRequest, path: str) -> QueryDict | None:
    """Read what waits to be sent to an address; None for anybody but its writer, from whom nothing is taken away."""
    kept = request.session.get(KEPT)
    if not isinstance(kept, dict) or path not in kept:
        return None
    values = open_values(NOBODY, path, b64decode(kept[path]))
    typed = QueryDict(str(values.get("typed", ""))) if values else QueryDict()
    return typed if is_writer(request, typed.get("writer", "")) else None
