"""No line to Najva: an officer types what is to be recorded, and another looks at it."""

from dataclasses import dataclass
from datetime import datetime

from panah.documents.gateways.najva.base import Order, Receipt, Trouble


@dataclass(frozen=True, slots=True)
class ByHand:
    """An installation whose officers sit before Najva themselves."""

    @property
    def by_hand(self) -> bool:
        """An officer types."""
        return True

    def record(self, order: Order, *, now: datetime) -> Receipt:
        """Refuse for good: raises Trouble("najva-by-hand")."""
        del order, now
        raise Trouble("najva-by-hand", is_final=True)

    def find(self, order_id: str, *, now: datetime) -> Receipt | None:
        """Know of nothing: raises Trouble("najva-by-hand")."""
        del order_id, now
        raise Trouble("najva-by-hand", is_final=True)
