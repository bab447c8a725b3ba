"""The SMS provider as Panah sees it."""

from django.conf import settings

from panah.foundation.signed_http import SignedClient
from panah.notifications.gateways.base import SmsGateway, SmsOrder, SmsTrouble
from panah.notifications.gateways.http import HttpSms
from panah.notifications.gateways.manual import NoSms

__all__ = ["SmsGateway", "SmsOrder", "SmsTrouble", "sms"]


def sms() -> SmsGateway:
    """The provider of this installation: over HTTP at PANAH_SMS_URL or, without one, none."""
    if not settings.PANAH_SMS_URL:
        return NoSms()
    client = SignedClient(
        base=settings.PANAH_SMS_URL,
        secret=settings.PANAH_GATEWAY_SECRET,
        accepts_simulators=settings.PANAH_DEMO,
        patience=settings.PANAH_GATEWAY_PATIENCE,
    )
    return HttpSms(client)
