"""An SMS provider over our published contract (docs/contracts/sms.yaml): signed, idempotent, strictly read."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from panah.foundation.signed_http import Garbled, OutsideError, Refused, SignedClient, Unreachable
from panah.notifications.gateways.base import SmsOrder, SmsTrouble

FOR_GOOD = frozenset({400, 404, 422})
"""What is wrong with the message itself stays wrong."""


@dataclass(frozen=True, slots=True)
class HttpSms:
    """Speaks the contract to one provider."""

    client: SignedClient

    def send(self, order: SmsOrder, *, now: datetime) -> str:
        """Hand a text over. Raises SmsTrouble."""
        said = {"id": order.id, "to": order.to, "text": order.text}
        answer = self._ask("/messages", said, key=order.id, now=now)
        provider_id = answer.get("provider_id")
        if (
            answer.get("id") != order.id
            or not isinstance(provider_id, str)
            or not 0 < len(provider_id) <= 120
        ):
            raise SmsTrouble("sms-garbled")
        return provider_id

    def receipts(self, provider_ids: Sequence[str], *, now: datetime) -> Mapping[str, str]:
        """Ask what became of texts. Raises SmsTrouble."""
        key = secrets.token_urlsafe(12)
        answer = self._ask("/receipts", {"provider_ids": list(provider_ids)}, key=key, now=now)
        states = answer.get("states")
        if not isinstance(states, dict):
            raise SmsTrouble("sms-garbled")
        return {str(one): str(state) for one, state in states.items()}

    def _ask(self, path: str, said: Mapping[str, object], *, key: str, now: datetime) -> Mapping[str, object]:
        try:
            return self.client.post(path, said, key=key, now=now)
        except Unreachable as error:
            raise SmsTrouble("sms-silent", was_heard=False) from error
        except Refused as error:
            raise SmsTrouble("sms-refused", is_final=error.params["status"] in FOR_GOOD) from error
        except (Garbled, OutsideError) as error:
            raise SmsTrouble("sms-garbled") from error
