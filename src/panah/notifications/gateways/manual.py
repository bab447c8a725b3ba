"""No provider: whoever should know is phoned by an officer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.notifications.gateways.base import Order, Trouble


@dataclass(frozen=True, slots=True)
class NoGateway:
    """An installation that reaches no phones this way; `name` begins its trouble."""

    name: str

    def send(self, order: Order, *, now: datetime) -> str:
        """Refuse for good: raises Trouble("sms-not-offered"), or `voice-`."""
        del order, now
        raise Trouble(f"{self.name}-not-offered", is_final=True)

    def receipts(self, provider_ids: Sequence[str], *, now: datetime) -> Mapping[str, str]:
        """Know of nothing."""
        del provider_ids, now
        return {}
