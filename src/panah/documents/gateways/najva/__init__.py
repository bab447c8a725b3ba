"""Najva (نجوا), the ministry's registry software, as Panah sees it: nothing public tells how it is spoken to."""

from django.conf import settings

from panah.documents.gateways.najva.base import NajvaGateway, Order, Receipt, Trouble
from panah.documents.gateways.najva.by_hand import ByHand
from panah.documents.gateways.najva.http import HttpNajva
from panah.foundation.signed_http import SignedClient

__all__ = ["NajvaGateway", "Order", "Receipt", "Trouble", "najva"]


def najva() -> NajvaGateway:
    """The way of this installation: over HTTP at PANAH_NAJVA_URL or, without one, an officer's hands."""
    if not settings.PANAH_NAJVA_URL:
        return ByHand()
    client = SignedClient(
        base=settings.PANAH_NAJVA_URL,
        secret=settings.PANAH_GATEWAY_SECRET,
        accepts_simulators=settings.PANAH_DEMO,
        patience=settings.PANAH_GATEWAY_PATIENCE,
    )
    return HttpNajva(client)
