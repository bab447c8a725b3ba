"""«نشانی‌ها»: the organisations letters are written to, and where the exchange reaches them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.correspondence.operations import keep_correspondent
from panah.correspondence.queries import addresses as known
from panah.foundation.errors import PanahError
from panah.foundation.persian import clean
from panah.web.identity import actor_of, now_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.words import sentence_of, status_of


def addresses(request: HttpRequest) -> HttpResponse:
    """List them; write one down or change it."""
    name, code = clean(request.POST.get("name", "")), clean(request.POST.get("code", ""))
    context: dict[str, object] = {"name": name, "code": code}
    if request.method == "POST":
        try:
            keep_correspondent(name=name, code=code, actor=actor_of(request), now=now_of(request))
        except PanahError as refused:
            context |= {"notice": sentence_of(refused), "known": known()}
            return shown(request, "addresses", context, status=status_of(refused))
        messages.success(request, "نشانی نگه داشته شد.")
        return redirect("office:addresses")
    return shown(request, "addresses", {**context, "known": known()})
