"""Asking at the counter how a household, or one of it, wishes to be told: language, way, who else hears it (S29)."""

from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from panah.casework.queries.counter import COUNTER
from panah.casework.queries.family import Family, family_of
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound
from panah.notifications.operations import write_wish
from panah.notifications.queries import wish_of
from panah.registry.values import Wish
from panah.web.counter.frame import look_of, page
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.tongues import TONGUES

LONGEST_NUMBER: Final = 18
READS: Final = (("yes", "می‌خواند"), ("no", "نمی‌خواند؛ تلفن شود و خوانده شود"))
WAYS: Final = (("", "راه معمول"), ("sms", "پیامک"), ("voice", "تماس گویا"), ("paper", "نامهٔ کاغذی"))


class WishForm(forms.Form):
    """How somebody wishes to be told."""

    use_required_attribute = False
    language = forms.ChoiceField(
        label="به چه زبانی؟",
        required=False,
        choices=[("", "زبان حسابش"), *((code, one.name) for code, one in TONGUES.items())],
    )
    reads = forms.ChoiceField(
        label="خودش می‌خواند؟",
        choices=READS,
        widget=forms.RadioSelect,
        error_messages={"required": "بپرسید که خودش می‌خواند یا نه."},
    )
    channel = forms.ChoiceField(label="از چه راهی؟", required=False, choices=WAYS)
    is_shared = forms.BooleanField(label="تلفنش را دیگران هم برمی‌دارند یا می‌بینند", required=False)
    is_quiet = forms.BooleanField(label="در پیام نام هیچ موضوعی نیاید", required=False)

    def wish(self) -> Wish:
        """Give what was said."""
        given = self.cleaned_data
        return Wish(
            language=given["language"],
            channel=given["channel"],
            can_read=given["reads"] == "yes",
            is_shared=given["is_shared"],
            is_quiet=given["is_quiet"],
        )


def telling(request: HttpRequest, household_id: int) -> HttpResponse:
    """Show or write down the wish of the household, or of the member `?for=` names."""
    look = look_of(request)
    family = family_of(household_id, look=look, on=local_date(now_of(request)))
    person = _person(request, family)
    if request.method != "POST":
        wish = wish_of(household_id=household_id, person_id=person)
        return _shown(request, family, person, WishForm(initial=_initial(wish)))
    form = WishForm(request.POST)
    if not form.is_valid():
        return _shown(request, family, person, form, status=422)
    try:
        write_wish(
            household_id=household_id,
            person_id=person,
            wish=form.wish(),
            actor=actor_of(request),
            roles=COUNTER,
            now=visitor_of(request).now,
        )
    except NotFound as unknown:
        raise Http404 from unknown
    messages.success(request, "ثبت شد؛ از این پس همین‌گونه خبر می‌دهیم.")
    here = reverse("counter:telling", args=[household_id])
    return redirect(f"{here}?for={person}" if person else here)


def _person(request: HttpRequest, family: Family) -> int | None:
    """Read whom the page is about; somebody who is no adult of the household is not there."""
    text = request.GET.get("for", "")
    if not text:
        return None
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
    member = family.member(number)
    if member is None or member.is_minor:
        raise Http404
    return number


def _initial(wish: Wish) -> dict[str, Any]:
    return {
        "language": wish.language,
        "reads": "yes" if wish.can_read else "no",
        "channel": wish.channel,
        "is_shared": wish.is_shared,
        "is_quiet": wish.is_quiet,
    }


def _shown(
    request: HttpRequest, family: Family, person: int | None, form: WishForm, *, status: int = 200
) -> HttpResponse:
    member = family.member(person) if person else None
    context = {
        "family": family,
        "adults": [one for one in family.members if not one.is_minor],
        "member": member,
        "form": form,
    }
    return page(request, "telling", context, status=status)
