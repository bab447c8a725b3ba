"""The electronic exchange of letters between secretariats («ECE»): by hand until an address is given."""

from django.conf import settings

from panah.correspondence.gateways.ece.base import Exchange, ExchangeTrouble, Parcel, Posted
from panah.correspondence.gateways.ece.by_hand import ByHand
from panah.correspondence.gateways.ece.http import MOST_BYTES, HttpExchange
from panah.foundation.signed_http import SignedClient

__all__ = ["Exchange", "ExchangeTrouble", "Parcel", "Posted", "exchange"]


def exchange() -> Exchange:
    """The way of this installation: over HTTP at PANAH_ECE_URL or, without one, by hand."""
    if not settings.PANAH_ECE_URL:
        return ByHand()
    client = SignedClient(
        base=settings.PANAH_ECE_URL,
        secret=settings.PANAH_GATEWAY_SECRET,
        accepts_simulators=settings.PANAH_DEMO,
        patience=settings.PANAH_GATEWAY_PATIENCE,
        most_bytes=2 * MOST_BYTES,
    )
    return HttpExchange(client)
