"""The sheet of components, for whoever draws the next page; only where demonstration is allowed."""

from collections.abc import Callable
from functools import wraps

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from panah.web.fields import JalaliDateField
from panah.web.public import kit_samples

type View = Callable[[HttpRequest], HttpResponse]


class SampleForm(forms.Form):
    """One field of each kind, shown with its errors."""

    household = forms.CharField(label="کد خانوار", help_text="۱۰ رقم، روی کارت زیر عکس")
    born = JalaliDateField(label="تاریخ تولد", help_text="اگر روز یا ماه را نمی‌دانید، خالی بگذارید")


def demonstration_only(view: View) -> View:
    """Answer 404 where no demonstration may run."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not settings.PANAH_DEMO:
            raise Http404
        return view(request)

    return guarded


@demonstration_only
def kit(request: HttpRequest) -> HttpResponse:
    """Show colours, buttons, tags, fields, notices, steps and the rest in every state."""
    wrong = SampleForm({"household": "3010074188", "born_day": "11", "born_month": "3", "born_year": "71"})
    context = {"form": SampleForm(), "wrong": wrong, **kit_samples.components()}
    return render(request, "panah/public/kit.html", context)


@demonstration_only
def office(request: HttpRequest) -> HttpResponse:
    """Show the frame of office pages around a made-up worklist."""
    return render(request, "panah/public/kit_office.html", kit_samples.worklist(request.path))
