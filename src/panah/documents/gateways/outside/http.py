"""A system over our published contract (docs/contracts): signed, idempotent, strictly read."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from panah.documents.gateways.outside.base import Order, Receipt, Trouble
from panah.documents.rules.outside import System
from panah.foundation.signed_http import Garbled, OutsideError, Refused, SignedClient, Unreachable

FOR_GOOD = frozenset({400, 404, 409, 422})
"""What is wrong with the entry itself stays wrong."""
LONGEST = 80


class Contract(NamedTuple):
    """The paths by which an entry is recorded, taken back and found."""

    record: str
    correct: str
    find: str


@dataclass(frozen=True, slots=True)
class HttpSystem:
    """Speaks its contract to a system, or to an adapter before it."""

    system: System
    contract: Contract
    client: SignedClient

    @property
    def by_hand(self) -> bool:
        """The line records."""
        return False

    def record(self, order: Order, *, now: datetime) -> Receipt:
        """Have an entry recorded. Raises Trouble."""
        said: dict[str, object] = {"id": order.id, "acts": list(order.acts), "about": dict(order.said)}
        path = self.contract.correct if order.corrects else self.contract.record
        if order.corrects:
            said["corrects"] = order.corrects
        receipt = _receipt(self._ask(path, said, key=order.id, now=now), order.id)
        if receipt is None:
            raise Trouble(self.system, "garbled")
        return receipt

    def find(self, order_id: str, *, now: datetime) -> Receipt | None:
        """Ask whether an entry stands there already. Raises Trouble."""
        key = secrets.token_urlsafe(12)
        answer = self._ask(self.contract.find, {"id": order_id}, key=key, now=now)
        if answer.get("found") is False and answer.get("id") == order_id:
            return None
        receipt = _receipt(answer, order_id)
        if receipt is None or answer.get("found") is not True:
            raise Trouble(self.system, "garbled")
        return receipt

    def _ask(self, path: str, said: Mapping[str, object], *, key: str, now: datetime) -> Mapping[str, object]:
        try:
            return self.client.post(path, said, key=key, now=now)
        except Unreachable as error:
            raise Trouble(self.system, "silent", was_heard=False) from error
        except Refused as error:
            is_final = error.params["status"] in FOR_GOOD
            reason = str(error.params.get("reason", ""))[:120]
            raise Trouble(self.system, "refused", is_final=is_final, reason=reason) from error
        except (Garbled, OutsideError) as error:
            raise Trouble(self.system, "garbled") from error


def _receipt(answer: Mapping[str, object], order_id: str) -> Receipt | None:
    """Read a receipt of this very entry; None for what is not clearly one."""
    number, on = answer.get("receipt"), answer.get("recorded_on")
    if answer.get("id") != order_id or not isinstance(number, str) or not 0 < len(number) <= LONGEST:
        return None
    try:
        return Receipt(number, date.fromisoformat(str(on)))
    except ValueError:
        return None
