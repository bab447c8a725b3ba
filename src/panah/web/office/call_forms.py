"""Forms for what came of a call, on the call list and on the page of a case; and what a case's page shows of both."""

from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.http import HttpRequest

from panah.notifications.operations import CallSaid
from panah.notifications.queries import CallResult, calls_of, told_of
from panah.web.identity import visitor_of
from panah.web.office.policy import WORKERS
from panah.web.office.saying_forms import CleanText

AGAIN: Final = (
    ("", "وقت معمول"),
    ("2", "دو ساعت دیگر"),
    ("24", "فردا همین ساعت"),
    ("48", "پس‌فردا همین ساعت"),
    ("168", "هفتهٔ دیگر"),
)
CHOOSE: Final = "بنویسید از تماس چه شد: یکی را برگزینید."


def _result(known: list[CallResult]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label="از تماس چه شد؟",
        choices=[(one.value, one.label) for one in known],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE, "invalid_choice": CHOOSE},
    )


class CallForm(forms.Form):
    """What came of a call: its result, with whom word was left, when to call again, and a note."""

    use_required_attribute = False
    result = _result([one for one in CallResult if one is not CallResult.CAME_IN])
    left_with = CleanText(label="پیغام نزد چه کسی ماند؟", required=False, max_length=120)
    again = forms.ChoiceField(label="بار دیگر کی؟", choices=AGAIN, required=False)
    note = CleanText(
        label="یادداشت",
        help_text="آنچه همکارتان باید بداند؛ در پرونده می‌ماند.",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )

    def said(self, now: datetime) -> CallSaid:
        """Give what was said."""
        given = self.cleaned_data
        hours = given.get("again")
        again = now + timedelta(hours=int(hours)) if hours else None
        return CallSaid(
            result=given["result"], left_with=given["left_with"], note=given["note"], again_at=again
        )


class LoggedCallForm(CallForm):
    """A call about a case that no message asked for, made or come in."""

    again = None  # type: ignore[assignment]  # Django's way of taking a field away

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"] = _result(list(CallResult))


def context(request: HttpRequest, case_id: int, given: LoggedCallForm | None) -> dict[str, object]:
    """Gather what people of a case were told and which calls there were, with a form for one more."""
    return {
        "told": told_of(case_id),
        "calls": calls_of(case_id),
        "call_form": given or LoggedCallForm(prefix="call"),
        "may_log_call": bool(visitor_of(request).roles & WORKERS),
    }
