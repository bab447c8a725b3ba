"""The form of days away: from when to which last day, why, and who stands in for which role."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from panah.organisation.absent import Standing
from panah.organisation.operations import Arrangement
from panah.web.fields import JalaliDateField
from panah.web.office.saying_forms import CleanText

OTHER: Final = "other"
GROUNDS: Final = (
    ("مرخصی", "مرخصی"),
    ("بیماری", "بیماری"),
    ("مأموریت", "مأموریت"),
    ("دورهٔ آموزشی", "دورهٔ آموزشی"),
    (OTHER, "دلیل دیگر"),
)


class StandingForm(forms.Form):
    """Asks for the days once and for a colleague beside each role; a role without one is not lent."""

    use_required_attribute = False

    first = JalaliDateField(whole=True, label="از روز", error_messages={"required": "روز آغاز را بنویسید."})
    last = JalaliDateField(
        whole=True, label="تا پایان روز", error_messages={"required": "آخرین روز را بنویسید."}
    )
    ground = forms.ChoiceField(
        label="سبب", choices=[("", "برگزینید"), *GROUNDS], error_messages={"required": "سبب را برگزینید."}
    )
    other = CleanText(label="دلیل دیگر، اگر هیچ‌کدام نیست", required=False, max_length=160)
    is_away = forms.BooleanField(
        label="در این روزها نیستم",
        required=False,
        initial=True,
        help_text="کارهایی که در دست دارید در این روزها به همکاران نشان داده می‌شود و به نام شما می‌ماند.",
    )

    def __init__(
        self, standing: Standing, data: Mapping[str, Any] | None = None, *, own: bool = True
    ) -> None:
        super().__init__(data)
        if not own:
            self.fields["is_away"].label = "در این روزها نیست"
            self.fields[
                "is_away"
            ].help_text = "کارهایی که در دست دارد در این روزها به همکاران نشان داده می‌شود و به نام او می‌ماند."
        for role in standing.roles:
            choices = [("", "هیچ‌کس"), *((str(staff), label) for staff, label in role.possible)]
            self.fields[f"role-{role.id}"] = forms.ChoiceField(
                label=f"جانشین «{role.title}»", choices=choices, required=False, help_text=role.office
            )

    def clean(self) -> dict[str, Any]:
        """Hold the days and the ground together."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last.first < first.first:
            self.add_error("last", "آخرین روز پیش از روز آغاز است.")
        if cleaned.get("ground") == OTHER and not cleaned.get("other"):
            self.add_error("other", "دلیل را بنویسید.")
        return cleaned

    def said(self) -> Arrangement:
        """Give what was asked for."""
        said = self.cleaned_data
        last: date = said["last"].first
        prefix = "role-"
        return Arrangement(
            first=said["first"].first,
            until=last + timedelta(days=1),
            ground=said["other"] if said["ground"] == OTHER else said["ground"],
            is_away=said["is_away"],
            stand_ins={
                int(name.removeprefix(prefix)): int(value)
                for name, value in said.items()
                if name.startswith(prefix) and value
            },
        )
