"""Who may come to these addresses: whoever signs with the secret both sides know, which the view asks."""

from typing import Final

from panah.web.policy import WRITE, Row, Who

ROWS: Final[tuple[Row, ...]] = (
    Row(route="gateways:receipts", who=Who.ANYBODY, methods=WRITE),
    Row(route="gateways:crossings", who=Who.ANYBODY, methods=WRITE),
    Row(route="gateways:capture-tickets", who=Who.ANYBODY, methods=WRITE),
    Row(route="gateways:capture-readings", who=Who.ANYBODY, methods=WRITE),
)
