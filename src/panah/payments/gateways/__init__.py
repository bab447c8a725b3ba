"""The bank as Panah sees it: one port, and the ways it is spoken to."""

from django.conf import settings

from panah.foundation.signed_http import SignedClient
from panah.payments.gateways.base import (
    BankGateway,
    BankUnavailable,
    OnlineOrder,
    OrderTaken,
    Verdict,
    VerdictState,
)
from panah.payments.gateways.http import HttpBank
from panah.payments.gateways.manual import NoBank

__all__ = [
    "BankGateway",
    "BankUnavailable",
    "OnlineOrder",
    "OrderTaken",
    "Verdict",
    "VerdictState",
    "bank",
]


def bank() -> BankGateway:
    """The bank of this installation: over HTTP at PANAH_BANK_URL or, without one, none."""
    if not settings.PANAH_BANK_URL:
        return NoBank()
    client = SignedClient(
        base=settings.PANAH_BANK_URL,
        secret=settings.PANAH_GATEWAY_SECRET,
        accepts_simulators=settings.PANAH_DEMO,
        patience=settings.PANAH_GATEWAY_PATIENCE,
    )
    return HttpBank(client)
