"""Where a case lies, for whoever knows its number and year: the step, the role that holds it, since when; no name."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.applicant import CasePage, status_of
from panah.foundation.clock import local_date
from panah.foundation.jalali import to_jalali
from panah.foundation.persian import clean, to_latin_digits
from panah.web.counting import EVERYBODY, Brake, address_of, neighbourhood_of
from panah.web.identity import now_of
from panah.web.tongues import in_digits_of, tongue_of

QUESTIONS: Final = Brake("track", 15, timedelta(minutes=1))
"""Of one address: plenty for a family, too few to try numbers."""
QUESTIONS_NEAR: Final = Brake("track-near", 600, timedelta(hours=1))
"""Of a range: a town behind one provider's addresses asks less."""
MISSES: Final = Brake("track-misses", 60, timedelta(hours=1))
"""Numbers nobody could be told of, from one range; then its turn is over for the hour."""
ALL_MISSES: Final = Brake("track-all-misses", 600, timedelta(minutes=10))
"""The same from everywhere."""
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
    """Tell the status of an open case to whoever knows its number and year; nothing of the question is written down.

    What is over, what one person asked alone, and what never was are answered alike.
    """
    asked = bool(request.GET.get("number") or request.GET.get("year"))
    form = TrackForm(request.GET, label_suffix="") if asked else empty_form(request)
    context: dict[str, Any] = {"form": form}
    status = 200
    if asked and not _may_ask(request):
        context["too_many"], status = True, 429
    elif asked and form.is_valid():
        page = _answer(form, request)
        context |= {"page": page, "holding": next(iter(page.holdings), None)} if page else {"unknown": True}
    response = render(request, "panah/public/track.html", context, status=status)
    response["Cache-Control"] = "no-store"
    if status != 200:
        response["Retry-After"] = str(int(QUESTIONS.within.total_seconds()))
    return response


def empty_form(request: HttpRequest, *, auto_id: str = "id_%s") -> TrackForm:
    """Give the form with the year of today in it; `auto_id` parts it from others on the page."""
    year = to_jalali(local_date(now_of(request))).year
    written = in_digits_of(tongue_of(get_language()), str(year))
    return TrackForm(initial={"year": written}, auto_id=auto_id, label_suffix="")


def _answer(form: TrackForm, request: HttpRequest) -> CasePage | None:
    now = now_of(request)
    page = status_of(form.cleaned_data["number"], form.cleaned_data["year"], now=now)
    if page is None:
        MISSES.press(neighbourhood_of(address_of(request)), now=now)
        ALL_MISSES.press(EVERYBODY, now=now)
    return page


def _may_ask(request: HttpRequest) -> bool:
    """Whether this address may ask once more, its neighbours have not guessed too often, and the world has not.

    While the world guesses too much, only those are answered from whose range nobody guessed in this hour: whoever
    knows a number is not shut out by whoever tries them all.
    """
    now, address = now_of(request), address_of(request)
    near = neighbourhood_of(address)
    if not (QUESTIONS.press(address, now=now) and QUESTIONS_NEAR.press(near, now=now)):
        return False
    is_quiet = ALL_MISSES.is_free(EVERYBODY, now=now) or not MISSES.counted(near, now=now)
    return is_quiet and MISSES.is_free(near, now=now)
