"""No line: an officer types or sends what is to be recorded, and another looks at it."""

from dataclasses import dataclass
from datetime import datetime

from panah.documents.gateways.outside.base import Order, Receipt, Trouble
from panah.documents.rules.outside import System


@dataclass(frozen=True, slots=True)
class ByHand:
    """An installation whose officers sit before Najva, or write to the border, themselves."""

    system: System

    @property
    def by_hand(self) -> bool:
        """An officer brings it there."""
        return True

    def record(self, order: Order, *, now: datetime) -> Receipt:
        """Refuse for good: raises Trouble (`…-by-hand`)."""
        del order, now
        raise Trouble(self.system, "by-hand", is_final=True)

    def find(self, order_id: str, *, now: datetime) -> Receipt | None:
        """Know of nothing: raises Trouble (`…-by-hand`)."""
        del order_id, now
        raise Trouble(self.system, "by-hand", is_final=True)
