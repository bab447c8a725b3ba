"""What is asked about money: the number of a receipt, or why somebody cannot pay; a photo may go with either."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.web.fields import JalaliDateField
from panah.web.files.fields import Evidence
from panah.web.files.holding import NOTHING, Handed
from panah.web.forms.fields import OneOf, PlainText

CHARGE: Final = "charge"
"""What names the charge a form is about, where a case has several."""
SLIP: Final = "slip"
PROOF: Final = "proof"
"""The questions that ask for a photo of the receipt, and for a paper beside the wish."""
ON_PAPER: Final = [("card-receipt", _("رسید کارت‌خوان")), ("deposit-slip", _("فیش واریز بانک"))]
"""What people themselves have in hand."""


class ReceiptForm(forms.Form):
    """The number of a receipt or deposit slip, and a photo of it for those who want; the amount is known."""

    channel = OneOf(
        label=_("چه در دست دارید؟"),
        choices=ON_PAPER,
        error_messages={"required": _("یکی را برگزینید.")},
    )
    reference = PlainText(
        label=_("شمارهٔ پیگیری"),
        help_text=_("همان شماره که روی رسید یا فیش است."),
        max_length=60,
        error_messages={"required": _("شمارهٔ پیگیری روی رسید را بنویسید.")},
        widget=forms.TextInput(attrs={"class": "w-20", "dir": "ltr", "autocomplete": "off"}),
    )
    paid_on = JalaliDateField(
        label=_("روز پرداخت"),
        whole=True,
        error_messages={"required": _("روز پرداخت را از روی رسید بنویسید.")},
    )
    slip = Evidence(
        label=_("عکس رسید یا فیش"),
        help_text=_("لازم نیست، ولی پیدا کردن رسید را آسان می‌کند. عکس یا پی‌دی‌اف، تا ۱۰ مگابایت."),
        required=False,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        files: Handed = NOTHING,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        _hand(self, SLIP, files)


class TillForm(ReceiptForm):
    """The same at a counter: also by the office's card readers, and in cash where it is taken; anybody may pay.

    The shortest way is the first: the one card reader of the office, today, and the number on its slip.
    """

    terminal = OneOf(label=_("کدام کارت‌خوان؟"), required=False)
    payer = PlainText(
        label=_("پرداخت‌کننده، اگر کس دیگری است"),
        help_text=_("نام و نسبت؛ می‌توانید خالی بگذارید."),
        required=False,
        max_length=120,
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        terminals: Sequence[str] = (),
        takes_cash: bool = False,
        files: Handed = NOTHING,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, files=files, initial=initial)
        self.terminals = terminals
        channel, terminal = self.fields["channel"], self.fields["terminal"]
        if isinstance(channel, forms.ChoiceField) and isinstance(terminal, forms.ChoiceField):
            more = [("pos", _("کارت‌خوان همین دفتر"))] if terminals else []
            more += [("cash", _("پول نقد، با رسید شماره‌دار"))] if takes_cash else []
            channel.choices = [*more, *ON_PAPER]
            terminal.choices = [(one, one) for one in terminals]
        if len(terminals) < 2:
            del self.fields["terminal"]

    @property
    def terminal_used(self) -> str:
        """The card reader the receipt is of: the one chosen, or the only one there is."""
        if self.cleaned_data.get("channel") != "pos":
            return ""
        return str(self.cleaned_data.get("terminal") or (self.terminals[0] if self.terminals else ""))


class ExemptionForm(forms.Form):
    """On which ground, and a word about it."""

    ground = OneOf(label=_("سبب"), error_messages={"required": _("یکی را برگزینید.")})
    text = PlainText(
        label=_("اگر چیزی هست که بدانیم"),
        help_text=_("می‌توانید خالی بگذارید. گفتهٔ خود شما بس است."),
        required=False,
        max_length=300,
    )
    proof = Evidence(
        label=_("مدرک معافیت"),
        help_text=_("اگر دارید؛ مثل معرفی‌نامهٔ بهزیستی یا گواهی پزشک. عکس یا پی‌دی‌اف، تا ۱۰ مگابایت."),
        required=False,
    )

    def __init__(
        self,
        grounds: Sequence[tuple[str, str, str]],
        data: Mapping[str, Any] | None = None,
        *,
        files: Handed = NOTHING,
    ) -> None:
        super().__init__(data, label_suffix="")
        _hand(self, PROOF, files)
        field = self.fields["ground"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(code, gettext(label)) for code, label, _proof in grounds]


def _hand(form: forms.Form, name: str, files: Handed) -> None:
    field = form.fields[name]
    if isinstance(field, Evidence):
        field.handed(name, files)
