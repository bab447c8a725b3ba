"""The forms of letters: one that is written, one that came in, a referral, what happened, a right to sign."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from panah.correspondence.operations import NewRight, Received, Written
from panah.correspondence.queries.rights import Holder
from panah.correspondence.queries.words import (
    CLASSIFICATION_TITLES,
    URGENCY_TITLES,
    Classification,
    Urgency,
)
from panah.foundation.persian import to_latin_digits
from panah.organisation.roles import ROLES
from panah.web.fields import JalaliDateField
from panah.web.forms.fields import Boxes, Lines, PlainText
from panah.web.forms.numbers import number_in

URGENCIES: Final = [(one.value, title) for one, title in URGENCY_TITLES.items()]
CLASSIFICATIONS: Final = [(one.value, title) for one, title in CLASSIFICATION_TITLES.items()]
LATIN: Final = {"dir": "ltr", "autocomplete": "off"}
PLAIN: Final = {"autocomplete": "off"}


class RowNumber(forms.CharField):
    """The number of a row a hidden field carries; None for whatever is none."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        """Read the number."""
        return number_in(str(value or "")) or None


class Sheets(PlainText):
    """So many sheets, in any digits; empty is none."""

    def clean(self, value: Any) -> int:
        """Read the number."""
        typed = to_latin_digits(super().clean(value))
        if not typed:
            return 0
        if not typed.isdecimal() or len(typed) > 3:
            raise ValidationError("شمار برگ‌ها را با رقم بنویسید، مثل ۲.")
        return int(typed)


def sheets() -> Sheets:
    """The field of how many sheets come with a letter."""
    return Sheets(label="برگ‌های پیوست", required=False, widget=forms.TextInput({**LATIN, "class": "w-4"}))


class LetterForm(forms.Form):
    """A letter as its writer types it; `kind` says which, and where it goes."""

    use_required_attribute = False

    kind = forms.CharField(widget=forms.HiddenInput)
    reply_to = RowNumber(required=False)
    follows = RowNumber(required=False)
    office = forms.ChoiceField(label="از دفتر", required=False)
    to = PlainText(
        label="گیرنده",
        required=False,
        max_length=200,
        widget=forms.TextInput({**PLAIN, "list": "addresses"}),
        error_messages={"max_length": "گیرنده را کوتاه‌تر بنویسید."},
    )
    to_office = forms.ChoiceField(label="دفتر گیرنده", required=False)
    subject = PlainText(
        label="موضوع",
        max_length=200,
        widget=forms.TextInput(PLAIN),
        error_messages={"required": "موضوع نامه را بنویسید.", "max_length": "موضوع را کوتاه‌تر بنویسید."},
    )
    body = Lines(
        label="متن",
        max_length=6_000,
        widget=forms.Textarea({"rows": 12}),
        help_text="بندها را با یک سطر خالی جدا کنید.",
        error_messages={"required": "متن نامه را بنویسید.", "max_length": "متن را کوتاه‌تر بنویسید."},
    )
    annex_count = sheets()
    annex_text = PlainText(label="پیوست چیست", required=False, max_length=100, widget=forms.TextInput(PLAIN))
    copies = Lines(
        label="رونوشت", required=False, widget=forms.Textarea({"rows": 2}), help_text="هر گیرنده در یک سطر."
    )
    urgency = forms.ChoiceField(label="فوریت", choices=URGENCIES)
    classification = forms.ChoiceField(
        label="طبقه‌بندی",
        choices=CLASSIFICATIONS,
        help_text="نامهٔ محرمانه را تنها نویسنده، امضاکننده، رئیس دفتر و گیرندگان ارجاع می‌بینند.",
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
        is_inside: bool,
        desks: Sequence[tuple[int, str]],
        offices: Sequence[tuple[int, str]],
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.is_inside = is_inside
        self._choose("office", desks)
        self._choose("to_office", [("", "برگزینید"), *offices])
        if len(desks) < 2:
            del self.fields["office"]
        del self.fields["to" if is_inside else "to_office"]

    def _choose(self, name: str, choices: Sequence[tuple[Any, str]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(str(value), label) for value, label in choices]

    def said(self) -> Written:
        """Give what was typed."""
        said = self.cleaned_data
        return Written(
            kind=said["kind"],
            subject=said["subject"],
            body=said["body"],
            to=said.get("to", ""),
            annex_count=said["annex_count"],
            annex_text=said["annex_text"],
            copies=tuple(line for line in said["copies"].splitlines() if line),
            urgency=Urgency(said["urgency"]),
            classification=Classification(said["classification"]),
            in_reply_to=said["reply_to"],
            follows=said["follows"],
            to_office=int(said["to_office"]) if said.get("to_office") else None,
        )

    @property
    def office_id(self) -> int | None:
        """The office it is written for, where one may choose."""
        chosen = self.cleaned_data.get("office")
        return int(chosen) if chosen else None


class IncomingForm(forms.Form):
    """A letter that came in, as the clerk reads it off the paper."""

    use_required_attribute = False

    sender = PlainText(
        label="فرستنده",
        max_length=200,
        widget=forms.TextInput({**PLAIN, "list": "addresses"}),
        error_messages={"required": "فرستندهٔ نامه را بنویسید."},
    )
    number = PlainText(label="شمارهٔ فرستنده", required=False, max_length=60, widget=forms.TextInput(LATIN))
    dated = JalaliDateField(whole=True, label="تاریخ نامهٔ فرستنده", required=False)
    subject = PlainText(
        label="موضوع",
        max_length=200,
        widget=forms.TextInput(PLAIN),
        error_messages={"required": "موضوع نامه را بنویسید."},
    )
    answers = PlainText(
        label="عطف به نامهٔ ما",
        required=False,
        max_length=40,
        widget=forms.TextInput(LATIN),
        help_text="مثل ۱۸/۱۴۰۵/۲۳۴۵",
    )
    case = PlainText(label="شمارهٔ پرونده", required=False, max_length=40, widget=forms.TextInput(LATIN))
    annex_count = sheets()
    annex_text = PlainText(label="پیوست چیست", required=False, max_length=100, widget=forms.TextInput(PLAIN))
    urgency = forms.ChoiceField(label="فوریت", choices=URGENCIES)
    classification = forms.ChoiceField(label="طبقه‌بندی", choices=CLASSIFICATIONS)
    is_known = forms.BooleanField(label="دیده‌ام؛ این نامهٔ دیگری است", required=False)

    def said(self) -> Received:
        """Give what was typed."""
        said = self.cleaned_data
        return Received(
            sender=said["sender"],
            number=said["number"],
            dated=said["dated"].first if said["dated"] else None,
            subject=said["subject"],
            annex_count=said["annex_count"],
            annex_text=said["annex_text"],
            urgency=Urgency(said["urgency"]),
            classification=Classification(said["classification"]),
            answers=said["answers"],
            case=said["case"],
            is_known=said["is_known"],
        )


class RightForm(forms.Form):
    """A right to sign: whose, for which kinds, from when to which last day, on which order."""

    use_required_attribute = False

    holding = forms.ChoiceField(label="به", error_messages={"required": "همکار را برگزینید."})
    kinds = forms.MultipleChoiceField(
        label="برای", widget=Boxes, error_messages={"required": "دست‌کم یک گونهٔ نامه را نشان کنید."}
    )
    behalf_role = forms.ChoiceField(label="از طرف، اگر امضا به جای مقام دیگری است", required=False)
    first = JalaliDateField(whole=True, label="از روز", error_messages={"required": "روز آغاز را بنویسید."})
    last = JalaliDateField(whole=True, label="تا پایان روز، اگر پایانی دارد", required=False)
    ground = PlainText(
        label="بر پایهٔ حکم یا دستور",
        max_length=200,
        widget=forms.TextInput(PLAIN),
        error_messages={"required": "حکم یا دستور را بنویسید."},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        holders: Sequence[Holder],
        kinds: Sequence[tuple[str, str]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        heads = [(one.name, one.title) for one in ROLES.values() if one.held_at]
        for name, choices in (
            ("holding", [("", "برگزینید"), *((str(one.holding), one.label) for one in holders)]),
            ("kinds", list(kinds)),
            ("behalf_role", [("", "از طرف خود"), *heads]),
        ):
            self.fields[name].choices = choices  # type: ignore[attr-defined]  # all three are choices

    def said(self) -> NewRight:
        """Give what was asked for."""
        said = self.cleaned_data
        last: date | None = said["last"].first if said["last"] else None
        return NewRight(
            holding=int(said["holding"]),
            kinds=said["kinds"],
            behalf_role=said["behalf_role"],
            first=said["first"].first,
            until=last + timedelta(days=1) if last else None,
            ground=said["ground"],
        )
