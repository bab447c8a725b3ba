"""The providers that reach phones, as Panah sees them."""

from django.conf import settings

from panah.foundation.signed_http import SignedClient
from panah.notifications.gateways.base import Gateway, Order, Trouble
from panah.notifications.gateways.http import HttpGateway
from panah.notifications.gateways.manual import NoGateway
from panah.workflow.messages import Channel

__all__ = ["Gateway", "Order", "Trouble", "gateway_of", "is_offered"]


def is_offered(channel: Channel) -> bool:
    """Whether this installation reaches phones on a way by itself."""
    return bool(_address(channel))


def gateway_of(channel: Channel) -> Gateway:
    """The provider of this installation: over HTTP at PANAH_SMS_URL or PANAH_VOICE_URL or, without one, none."""
    address = _address(channel)
    if not address:
        return NoGateway(channel.value)
    client = SignedClient(
        base=address,
        secret=settings.PANAH_GATEWAY_SECRET,
        accepts_simulators=settings.PANAH_DEMO,
        patience=settings.PANAH_GATEWAY_PATIENCE,
    )
    if channel is Channel.VOICE:
        return HttpGateway(client, channel.value, "/calls", tells_language=True)
    return HttpGateway(client, channel.value, "/messages")


def _address(channel: Channel) -> str:
    return {Channel.SMS: settings.PANAH_SMS_URL, Channel.VOICE: settings.PANAH_VOICE_URL}.get(channel, "")
