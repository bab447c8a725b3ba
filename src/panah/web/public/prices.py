"""What each service costs today and whose money it is; and a report, without a name, of having paid more."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from panah.catalogue.queries import price_list
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, PanahError
from panah.foundation.money import parse_rial
from panah.payments.operations import Overcharge, report_overcharge
from panah.payments.queries.reports import report_of, reportable_offices
from panah.web.counting import Brake, address_of, neighbourhood_of
from panah.web.fields import JalaliDateField
from panah.web.forms.fields import OneOf, PlainText
from panah.web.forms.keys import key_of, new_key
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import now_of

REPORTS: Final = Brake("overcharge", 5, timedelta(hours=1))
"""Of one address: enough for a family that was asked too much more than once."""
REPORTS_NEAR: Final = Brake("overcharge-near", 60, timedelta(hours=1))
"""Of a range: a town behind one provider's addresses."""
LOOKS: Final = Brake("overcharge-look", 30, timedelta(hours=1))
"""Numbers looked up from one range: plenty for those who keep one, far too few to try them all."""
UNREADABLE: Final = _("مبلغ را با رقم بنویسید، مثل ۵۰۰٬۰۰۰ ریال یا ۵۰٬۰۰۰ تومان.")

PAYEES: Final = (_("خزانهٔ دولت"), _("شهرداری"), _("دفتر خدمات"), _("کار و رفاه اجتماعی"))
"""Whose money a fee is, as the directive says it: here so that every language has the words."""


class Amount(PlainText):
    """An amount in rial or toman, in any digits; cleans to rial."""

    def clean(self, value: Any) -> Any:
        """Read the amount; a unit that is written after it counts."""
        typed = super().clean(value)
        try:
            return int(parse_rial(typed)) if typed else 0
        except InvalidInput as wrong:
            raise forms.ValidationError(UNREADABLE, code=wrong.code) from wrong


class ReportForm(forms.Form):
    """Where, when and how much; who reports is not asked."""

    rial = Amount(
        label=_("چقدر از شما گرفتند؟"),
        help_text=_("به ریال؛ اگر تومان است، تومان را هم بنویسید."),
        max_length=40,
        widget=forms.TextInput(attrs={"class": "w-20", "dir": "ltr", "autocomplete": "off"}),
        error_messages={"required": _("مبلغی را که گرفتند بنویسید.")},
    )
    happened_on = JalaliDateField(
        label=_("چه روزی؟"),
        whole=True,
        error_messages={"required": _("روز، ماه و سال را بنویسید، مثل ۵ آذر ۱۴۰۵.")},
    )
    office = OneOf(label=_("کدام دفتر؟"), required=False)
    words = PlainText(
        label=_("اگر چیز دیگری هست که بدانیم"),
        help_text=_("می‌توانید خالی بگذارید."),
        required=False,
        max_length=500,
    )
    contact = PlainText(
        label=_("شماره یا نشانی، اگر می‌خواهید به شما خبر بدهیم"),
        help_text=_("لازم نیست. تنها ادارهٔ کل آن را می‌بیند، نه دفتر خدمات."),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: Any = None, *, offices: tuple[tuple[str, str], ...], **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        field = self.fields["office"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("نمی‌دانم، یا نمی‌گویم")), *offices]


def prices(request: HttpRequest) -> HttpResponse:
    """Show what each service costs today; `?report=` leads to the answer of a report."""
    if number := request.GET.get("report", "").strip():
        return report(request, number)
    listed = price_list(language=get_language() or "fa", today=local_date(now_of(request)))
    return render(
        request, "panah/public/prices.html", {"prices": listed, "today": local_date(now_of(request))}
    )


def overcharged(request: HttpRequest) -> HttpResponse:
    """Take the report of somebody from whom more was taken; the number they get is all that leads back to it."""
    now = now_of(request)
    today = local_date(now)
    listed = price_list(language=get_language() or "fa", today=today)
    asked = request.POST.get("service", "") or request.GET.get("service", "")
    about = next((one for one in listed if one.card.slug == asked), None)
    form = ReportForm(
        request.POST if request.method == "POST" else None, offices=reportable_offices(on=today)
    )
    problem, status = "", 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            reference, problem, status = _report(request, form, about.card.slug if about else "")
            if reference:
                return redirect("public:overcharge", reference)
    key = key_of(request) if request.method == "POST" else new_key()
    context = {"form": form, "about": about, "problem": problem, "key": key}
    return render(request, "panah/public/overcharged.html", context, status=status)


def report(request: HttpRequest, reference: str) -> HttpResponse:
    """Tell whoever keeps a number what became of the report; a number nobody was given is not there."""
    near = neighbourhood_of(address_of(request))
    if not LOOKS.press(near, now=now_of(request)):
        return render(request, "panah/public/overcharge.html", {"too_many": True}, status=429)
    found = report_of(reference)
    if found is None:
        raise Http404
    answer = render(request, "panah/public/overcharge.html", {"report": found})
    answer["Cache-Control"] = "no-store"
    return answer


def _report(request: HttpRequest, form: ReportForm, service: str) -> tuple[str, str, int]:
    """Keep the report: its number, or what is wrong and with which status."""
    now, address = now_of(request), address_of(request)
    if not (REPORTS.press(address, now=now) and REPORTS_NEAR.press(neighbourhood_of(address), now=now)):
        return "", str(_("از این نشانی چند گزارش رسیده است. نوشتهٔ شما همین‌جاست؛ یک ساعت دیگر بفرستید.")), 429
    said = Overcharge(
        rial=form.cleaned_data["rial"],
        happened_on=form.cleaned_data["happened_on"].first,
        office_code=form.cleaned_data["office"],
        service=service,
        words=form.cleaned_data["words"],
        contact=form.cleaned_data["contact"],
    )
    try:
        return report_overcharge(said=said, key=key_of(request), now=now), "", 200
    except PanahError as wrong:
        if wrong.code == "paid-in-future":
            form.add_error("happened_on", str(SENTENCES["paid-in-future"]))
        else:
            form.add_error("rial", UNREADABLE if wrong.code == "amount-unreadable" else sentence(wrong))
        return "", "", 422
