"""Allauth's forms with our labels, and digits of any script forgiven."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from panah.foundation.persian import to_latin_digits

LABELS = {
    "login": _("نام کاربری"),
    "password": _("گذرواژه"),
    "oldpassword": _("گذرواژهٔ کنونی"),
    "password1": _("گذرواژهٔ تازه"),
    "password2": _("گذرواژهٔ تازه، یک بار دیگر"),
    "code": _("کد"),
    "name": _("نام این کلید"),
    "passwordless": _("ورود بدون گذرواژه، تنها با همین کلید"),
}

HANDWRITTEN = {"name"}
"""What people call something in their own script."""


class Labelled(forms.BaseForm):
    """Puts our label above each field and takes allauth's placeholders away."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name in LABELS:
                field.label = LABELS[name]
            field.help_text = ""
            field.widget.attrs.pop("placeholder", None)
            if name in HANDWRITTEN:
                field.widget.attrs["dir"] = "auto"
            elif not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["dir"] = "ltr"


class _ByCode(Labelled):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "w-10"}

    def clean_code(self) -> str:
        """Take the code in any digits, with or without spaces."""
        self.cleaned_data["code"] = "".join(to_latin_digits(self.cleaned_data["code"]).split())
        return str(super().clean_code())  # type: ignore[misc]  # allauth's form beside this one has it


class SignIn(Labelled, LoginForm):  # type: ignore[misc]  # allauth is not typed
    """User name and password."""

    def clean_login(self) -> str:
        """Take the name in any digits: a household's is its code."""
        return to_latin_digits(self.cleaned_data["login"]).strip()


class ChangePassword(Labelled, ChangePasswordForm):  # type: ignore[misc]  # allauth is not typed
    """The password of today, and twice the new one."""


class SayPasswordAgain(Labelled, ReauthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The password once more, before something that matters."""


class SayCode(_ByCode, AuthenticateForm):  # type: ignore[misc]  # allauth is not typed
    """The second factor, by code."""


class SayCodeAgain(_ByCode, ReauthenticateByCodeForm):  # type: ignore[misc]  # allauth is not typed
    """The second factor once more, before something that matters."""


class StartTotp(_ByCode, ActivateTOTPForm):  # type: ignore[misc]  # allauth is not typed
    """The first code of a new authenticator."""
