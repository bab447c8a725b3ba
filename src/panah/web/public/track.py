"""Where a case lies, for whoever knows its number and year: the step, the role that holds it, since when; no name."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.applicant import CasePage, status_of
from panah.foundation.persian import clean, to_latin_digits
from panah.web.identity import now_of

MOST: Final = 15
"""Questions a minute from one address: plenty for a family, too few to try numbers."""
WINDOW: Final = timedelta(minutes=1)
LONGEST: Final = 40


class TrackForm(forms.Form):
    """The number to keep, and the year of the request."""

    number = forms.CharField(
        label=_("شمارهٔ پرونده"),
        help_text=_("همان شماره که هنگام درخواست گرفتید، مثل ۳۰۱/۰۵/۴۸۲۱"),
        max_length=LONGEST,
        widget=forms.TextInput({"class": "w-20", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("شمارهٔ پرونده را بنویسید.")},
    )
    year = forms.CharField(
        label=_("سال درخواست"),
        help_text=_("با ۴ رقم، مثل ۱۴۰۵"),
        max_length=4,
        widget=forms.TextInput({"class": "w-4", "dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("سال درخواست را با ۴ رقم بنویسید، مثل ۱۴۰۵.")},
    )

    def clean_number(self) -> str:
        """Read a number in any digits, its parts joined by any stroke."""
        typed = to_latin_digits(clean(self.cleaned_data["number"])).replace("-", "/").replace("\\", "/")
        return "".join(typed.split())

    def clean_year(self) -> int:
        """Read a year of four digits."""
        typed = to_latin_digits(clean(self.cleaned_data["year"]))
        if len(typed) != 4 or not typed.isascii() or not typed.isdigit():
            raise forms.ValidationError(_("سال درخواست را با ۴ رقم بنویسید، مثل ۱۴۰۵."), code="year")
        return int(typed)


def track(request: HttpRequest) -> HttpResponse:
    """Tell the status of a case to whoever knows its number and year; nothing of the question is written down."""
    asked = bool(request.GET.get("number") or request.GET.get("year"))
    form = TrackForm(request.GET if asked else None, label_suffix="")
    context: dict[str, Any] = {"form": form}
    status = 200
    if asked and not _may_ask(request):
        context["too_many"], status = True, 429
    elif asked and form.is_valid():
        page = _found(form, request)
        context |= {"page": page, "holding": next(iter(page.holdings), None)} if page else {"unknown": True}
    response = render(request, "panah/public/track.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if status != 200:
        response["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response


def _found(form: TrackForm, request: HttpRequest) -> CasePage | None:
    return status_of(form.cleaned_data["number"], form.cleaned_data["year"], now=now_of(request))


def _may_ask(request: HttpRequest) -> bool:
    """Count the questions of an address for a minute, under a keyed digest that says nothing of the address."""
    key = "track:" + salted_hmac("panah.track", _address(request), algorithm="sha256").hexdigest()
    cache.add(key, 0, timeout=WINDOW.total_seconds())
    try:
        return cache.incr(key) <= MOST
    except ValueError:  # the minute ended between the two
        return True


def _address(request: HttpRequest) -> str:
    """Who asks; a real installation stands behind a proxy, which writes the last address of the list itself."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    if settings.PANAH_DEMO:
        return direct
    return str(request.META.get("HTTP_X_FORWARDED_FOR", direct)).rpartition(",")[2].strip()
