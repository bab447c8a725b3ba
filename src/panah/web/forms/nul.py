"""NUL, which no keyboard has and PostgreSQL does not take, goes before any view or form sees what was sent."""

from collections.abc import Callable
from typing import Final

from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict

NUL: Final = "\x00"


class WithoutNul:
    """Takes NUL out of what a request asks and sends; an address with NUL in it is nowhere."""

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
        request.GET = without_nul(request.GET)  # type: ignore[assignment]  # Django's own setter, typed for reading
        if request.method == "POST" and not getattr(view, "csrf_exempt", False):
            request.POST = without_nul(request.POST)  # type: ignore[assignment]  # the same


def without_nul(sent: QueryDict) -> QueryDict:
    """Give the same names and values without NUL; what has none is given back as it is."""
    if not any(NUL in text for name, values in sent.lists() for text in (name, *values)):
        return sent
    kept = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        for value in values:
            kept.appendlist(name.replace(NUL, ""), value.replace(NUL, ""))
    return kept
