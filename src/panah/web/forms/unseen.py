"""What nobody sees goes before any view or form reads it: NUL, and the marks that turn the order of what is read."""

import re
from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

from panah.foundation.persian import BIDI_CONTROLS

NUL: Final = "\x00"
_UNSEEN: Final = re.compile(f"[{NUL}{''.join(sorted(BIDI_CONTROLS))}]")


class WithoutUnseen:
    """Takes NUL and direction marks out of what a request asks and sends; an address with NUL in it is nowhere.

    NUL no keyboard has and PostgreSQL does not take. Direction marks come along unseen with what is copied from a
    page, ours too, and would make a stored text read otherwise than it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponseBase],
        args: tuple[object, ...],
        names: dict[str, object],
    ) -> None:
        """Clean the query and the form, but not the body a machine sends; raises Http404 for the address."""
        del args, names
        if NUL in request.path_info:
            raise Http404
        request.GET = without_unseen(request.GET)  # type: ignore[assignment]  # Django's own setter, typed for reading
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = without_unseen(request.POST)  # type: ignore[assignment]  # the same


def without_unseen(sent: QueryDict) -> QueryDict:
    """Give the same names and values without what nobody sees; what has none is given back as it is."""
    if not any(_UNSEEN.search(text) for name, values in sent.lists() for text in (name, *values)):
        return sent
    kept = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        for value in values:
            kept.appendlist(_UNSEEN.sub("", name), _UNSEEN.sub("", value))
    return kept
