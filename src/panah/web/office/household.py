"""The page of a household: its members as of a day, what they hold, who they are to each other, what happened."""

from datetime import date

from django import forms
from django.http import HttpRequest, HttpResponse

from panah.casework.operations import TAKERS
from panah.casework.queries.household_page import Member, household_page
from panah.foundation.clock import local_date
from panah.web.fields import JalaliDateField
from panah.web.identity import now_of
from panah.web.office.answers import birth
from panah.web.office.frame import look_of, page, scope_of


class AsOf(forms.Form):
    """The day to look at; today when nothing is asked."""

    on = JalaliDateField(label="وضع در روز", required=False, whole=True)


def household(request: HttpRequest, household: str) -> HttpResponse:
    """Show a household as of a day (`?on_day=&on_month=&on_year=`), today without one."""
    today = local_date(now_of(request))
    form = AsOf(request.GET if "on_year" in request.GET else None)
    asked = form.cleaned_data["on"] if form.is_bound and form.is_valid() else None
    on: date = asked.first if asked else today
    found = household_page(household, scope=scope_of(request), look=look_of(request), on=on)
    context = {
        "house": found,
        "members": [
            (member, birth(member.born, member.born_precision), _place(member)) for member in found.members
        ],
        "form": form,
        "is_today": on == today,
        "takes_portraits": bool(scope_of(request).roles & set(TAKERS)),
    }
    return page(request, "household", context)


def _place(member: Member) -> str:
    if member.is_head:
        return "سرپرست"
    return "سرپرست موقت" if member.stands_in else ""
