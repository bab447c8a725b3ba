"""Forms of passkeys and security keys: what a browser sends of a key is read strictly, and refused in our words."""

import re
import struct
from collections.abc import Mapping
from typing import Any, Final

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from panah.web.forms.fields import TOO_LONG, PlainText
from panah.web.signin.forms import Labelled

KEY_REFUSED: Final = _("این کلید پذیرفته نشد. دوباره امتحان کنید، یا با گذرواژه و کد وارد شوید.")
LONGEST_NAME: Final = 60
BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]+=*")
NOT_A_KEY: Final = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, struct.error)
"""What reading the words of a key raises when they are something else; ValidationError is none of these."""


class Credential(forms.JSONField):
    """What a browser says of a key; it is never shown again."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(error_messages={"required": KEY_REFUSED, "invalid": KEY_REFUSED})

    def to_python(self, value: Any) -> Any:
        """Read an object; whatever else it is, is refused."""
        try:
            read = super().to_python(value)
        except (RecursionError, ValueError) as wrong:
            raise ValidationError(KEY_REFUSED, code="invalid") from wrong
        if read is not None and not isinstance(read, Mapping):
            raise ValidationError(KEY_REFUSED, code="invalid")
        return read

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Forget what was sent: every reading of a key is new."""
        del data
        return initial

    def prepare_value(self, value: Any) -> str:
        """Begin empty."""
        del value
        return ""


class _ByKey(forms.BaseForm):
    """Says what is wrong with a key of the whole form, for its field is not on the page."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(None if field == "credential" else field, error)

    def clean_credential(self) -> Authenticator:
        """Find the key of this account that signed; whatever is no key is one that is not accepted."""
        try:
            found: Authenticator = super().clean_credential()  # type: ignore[misc]  # allauth's form beside this one has it
        except NOT_A_KEY as wrong:
            raise ValidationError(KEY_REFUSED, code="incorrect_code") from wrong
        except ValidationError as wrong:
            raise _in_our_words(wrong) from wrong
        return found


class EnterByKey(_ByKey, LoginWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A key in place of name and password."""

    credential = Credential()


class SayKey(_ByKey, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A key as the second factor."""

    credential = Credential()

    def has_keys(self) -> bool:
        """Whether this account has a key to ask for."""
        return bool(Authenticator.objects.filter(user=self.user, type=Authenticator.Type.WEBAUTHN).exists())


class SayKeyAgain(_ByKey, ReauthenticateWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A key once more, before something that matters."""

    credential = Credential()


def _name(*, required: bool) -> PlainText:
    said = {"required": _("این را هم بنویسید."), "max_length": TOO_LONG}
    return PlainText(max_length=LONGEST_NAME, required=required, error_messages=said)


class AddKey(Labelled, AddWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """A passkey or security key, with the name one calls it by; unless told otherwise it opens without a password."""

    name = _name(required=False)
    credential = Credential()
    passwordless = forms.BooleanField(required=False, initial=True)

    def add_error(self, field: str | None, error: Any) -> None:
        """Say what is wrong with the key of the whole form."""
        super().add_error(None if field == "credential" else field, error)

    def clean(self) -> dict[str, Any]:
        """Check that this key was made here and now, and keep of it what is needed later."""
        try:
            given: dict[str, Any] = super().clean() or {}
        except NOT_A_KEY as wrong:
            raise ValidationError(KEY_REFUSED, code="incorrect_code") from wrong
        except ValidationError as wrong:
            raise _in_our_words(wrong) from wrong
        if given.get("credential"):
            given["credential"] = _needed(given["credential"])
        return given


class NameKey(Labelled, EditWebAuthnForm):  # type: ignore[misc]  # allauth is not typed
    """Another name for a key."""

    name = _name(required=True)


def _in_our_words(wrong: ValidationError) -> ValidationError:
    refused = getattr(wrong, "code", "") == "incorrect_code"
    return ValidationError(KEY_REFUSED, code="incorrect_code") if refused else wrong


def _needed(credential: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what is asked for later and nothing else a browser may say, in letters every database takes."""
    said = credential.get("clientExtensionResults")
    properties = said.get("credProps") if isinstance(said, Mapping) else None
    resident = bool(properties.get("rk")) if isinstance(properties, Mapping) else False
    response = {name: str(credential["response"][name]) for name in ("clientDataJSON", "attestationObject")}
    number = str(credential["rawId"])
    if not all(map(BASE64URL.fullmatch, (number, *response.values()))):
        raise ValidationError(KEY_REFUSED, code="incorrect_code")
    return {
        "id": number,
        "rawId": number,
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {"credProps": {"rk": resident}},
    }
