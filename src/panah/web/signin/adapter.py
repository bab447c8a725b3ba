"""What allauth asks of Panah: nobody signs up, secrets are sealed, and messages are in our words."""

from base64 import b64decode, b64encode
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from panah.audit.keys import key_ring
from panah.organisation.queries import engagement_has_ended
from panah.web.identity import now_of

SECRET = b"mfa.secret"
WAYS = {
    "reauthenticate": _("با گذرواژه"),
    "mfa_reauthenticate": _("با کد برنامهٔ رمزساز"),
    "mfa_reauthenticate:webauthn": _("با کلید"),
}
"""What the ways of saying again who one is are called."""


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is not typed
    """Signing in by user name; accounts are opened by an office, never here."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("این حساب بسته است. از دفترتان بپرسید."),
        "username_password_mismatch": _("نام کاربری یا گذرواژه درست نیست. دوباره بنویسید."),
        "invalid_login": _("نام کاربری یا گذرواژه درست نیست. دوباره بنویسید."),
        "incorrect_password": _("گذرواژه درست نیست. دوباره بنویسید."),
        "enter_current_password": _("گذرواژهٔ کنونی درست نیست. دوباره بنویسید."),
        "too_many_login_attempts": _("چند بار نشد. پنج دقیقهٔ دیگر دوباره امتحان کنید."),
        "rate_limited": _("چند بار پشت سر هم فرستاده شد. چند دقیقهٔ دیگر دوباره بفرستید."),
        "incorrect_code": _("این کد درست نیست. کد تازه را بنویسید."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account for themselves here."""
        del request
        return False

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **how: Any) -> HttpResponse | None:
        """Let nobody in, by password or by key, whose account is closed or whose engagement as staff has ended."""
        refused: HttpResponse | None = super().pre_login(request, user, **how)
        if refused is None and engagement_has_ended(user.pk, at=now_of(request)):
            clear_login(request)
            refused = self.respond_user_inactive(request, user)
        return refused

    def get_reauthentication_methods(self, user: AbstractBaseUser) -> list[dict[str, Any]]:
        """Call each way of saying again who one is by our own word."""
        ways = super().get_reauthentication_methods(user)
        return [{**way, "description": str(WAYS.get(way["id"], way["description"]))} for way in ways]

    def add_message(self, *args: Any, **kwargs: Any) -> None:  # allauth's own signature
        """Say nothing: pages tell what happened in their own words."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is not typed
    """Second factors: their secrets are sealed with the installation's key ring."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("این کد درست نیست. کد تازه را بنویسید."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret before it is stored."""
        return b64encode(key_ring().seal(text.encode(), aad=SECRET)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a stored secret."""
        return key_ring().open(b64decode(encrypted_text), aad=SECRET).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name this installation to the device that keeps the key."""
        return {**super().get_public_key_credential_rp_entity(), "name": "Panah"}

    def generate_authenticator_name(self, user: AbstractBaseUser, type: str) -> str:  # noqa: A002  # allauth's name
        """Propose a name for a key that was given none."""
        del user, type
        return str(_("کلید من"))
