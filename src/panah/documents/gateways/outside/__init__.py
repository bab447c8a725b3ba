"""Systems of other authorities that are told what became of people: Najva and the border police.

Najva (نجوا) is the ministry's registry software; nothing public tells how it, or the border's, is spoken to.
"""

from typing import Final

from django.conf import settings

from panah.documents.gateways.outside.base import Order, OutsideSystem, Receipt, Trouble
from panah.documents.gateways.outside.by_hand import ByHand
from panah.documents.gateways.outside.http import Contract, HttpSystem
from panah.documents.rules.outside import System
from panah.foundation.signed_http import SignedClient

__all__ = ["Order", "OutsideSystem", "Receipt", "Trouble", "reached"]

CONTRACTS: Final = {
    System.NAJVA: Contract("/records", "/corrections", "/records/find"),
    System.BORDER: Contract("/notices", "/withdrawals", "/notices/find"),
}
"""docs/contracts/najva.yaml and docs/contracts/border.yaml."""


def reached(system: System) -> OutsideSystem:
    """The way of this installation: over HTTP at PANAH_NAJVA_URL or PANAH_BORDER_URL or, without one, by hand."""
    base = {System.NAJVA: settings.PANAH_NAJVA_URL, System.BORDER: settings.PANAH_BORDER_URL}[system]
    if not base:
        return ByHand(system)
    client = SignedClient(
        base=base,
        secret=settings.PANAH_GATEWAY_SECRET,
        accepts_simulators=settings.PANAH_DEMO,
        patience=settings.PANAH_GATEWAY_PATIENCE,
    )
    return HttpSystem(system, CONTRACTS[system], client)
