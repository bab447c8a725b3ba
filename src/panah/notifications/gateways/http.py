"""A provider over our published contracts (docs/contracts/sms.yaml, voice.yaml): signed, idempotent, strictly read."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.foundation.signed_http import Garbled, OutsideError, Refused, SignedClient, Unreachable
from panah.notifications.gateways.base import Order, Trouble

FOR_GOOD = frozenset({400, 404, 422})
"""What is wrong with the order itself stays wrong."""


@dataclass(frozen=True, slots=True)
class HttpGateway:
    """Speaks the contract to one provider; `name` begins its troubles, `path` is where orders go."""

    client: SignedClient
    name: str
    path: str
    tells_language: bool = False

    def send(self, order: Order, *, now: datetime) -> str:
        """Hand an order over. Raises Trouble."""
        said = {"id": order.id, "to": order.to, "text": order.text}
        if self.tells_language:
            said["language"] = order.language
        answer = self._ask(self.path, said, key=order.id, now=now)
        provider_id = answer.get("provider_id")
        if (
            answer.get("id") != order.id
            or not isinstance(provider_id, str)
            or not 0 < len(provider_id) <= 120
        ):
            raise Trouble(f"{self.name}-garbled")
        return provider_id

    def receipts(self, provider_ids: Sequence[str], *, now: datetime) -> Mapping[str, str]:
        """Ask what became of orders. Raises Trouble."""
        key = secrets.token_urlsafe(12)
        answer = self._ask("/receipts", {"provider_ids": list(provider_ids)}, key=key, now=now)
        states = answer.get("states")
        if not isinstance(states, dict):
            raise Trouble(f"{self.name}-garbled")
        return {str(one): str(state) for one, state in states.items()}

    def _ask(self, path: str, said: Mapping[str, object], *, key: str, now: datetime) -> Mapping[str, object]:
        try:
            return self.client.post(path, said, key=key, now=now)
        except Unreachable as error:
            raise Trouble(f"{self.name}-silent", was_heard=False) from error
        except Refused as error:
            raise Trouble(f"{self.name}-refused", is_final=error.params["status"] in FOR_GOOD) from error
        except (Garbled, OutsideError) as error:
            raise Trouble(f"{self.name}-garbled") from error
