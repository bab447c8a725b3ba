"""No line: a clerk takes the file of a letter to the other secretariat's software, and brings theirs here."""

from dataclasses import dataclass
from datetime import datetime

from panah.correspondence.gateways.ece.base import ExchangeTrouble, Parcel, Posted


@dataclass(frozen=True, slots=True)
class ByHand:
    """An installation whose clerks carry envelopes as files."""

    @property
    def by_hand(self) -> bool:
        """A clerk carries them."""
        return True

    def send(self, parcel: Parcel, *, now: datetime) -> str:
        """Refuse for good: raises ExchangeTrouble("ece-by-hand")."""
        del parcel, now
        raise ExchangeTrouble("by-hand", is_final=True)

    def came(self, *, now: datetime) -> list[Posted]:
        """Nothing comes by itself."""
        del now
        return []

    def taken(self, ids: list[str], *, now: datetime) -> None:
        """There is nobody to tell."""
        del ids, now
