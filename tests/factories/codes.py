"""The app that makes codes, for accounts of a test."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from panah.organisation.models import Account


def turn_on_codes(account: Account) -> str:
    """Give an account the app; returns its secret."""
    secret = str(generate_totp_secret())
    Authenticator.objects.create(user=account, type="totp", data={"secret": get_adapter().encrypt(secret)})
    return secret


def code_of(secret: str) -> str:
    """The code the app shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return str(format_hotp_value(hotp_value(secret, counter)))
