"""A form that came when its writer's session was over, to be sent again after signing in."""

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from panah.web.files.holding import UNSENT
from panah.web.forms.keeping import kept_at

TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105  # the name of a field


def unsent(request: HttpRequest) -> HttpResponse:
    """Show its writer what was typed into the form of an address (`?of=`), and send it as it was."""
    address = request.GET.get("of", "")
    typed = kept_at(request, address)
    if typed is None:
        return redirect("arrive")
    fields = [(name, value) for name, values in typed.lists() if name != TOKEN for value in values]
    context = {"address": address, "fields": [*fields, (UNSENT, "yes")], "written": list(_written(typed))}
    return render(request, "panah/signin/unsent.html", context)


def _written(typed: QueryDict) -> Iterator[str]:
    """What somebody wrote by hand, in the order of the form: no code or number of ours has other letters."""
    for _, values in typed.lists():
        yield from (value for value in values if value.strip() and not value.isascii())
