"""The exchange over our published contract (docs/contracts/ece.yaml): signed, idempotent, strictly read."""

import secrets
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.correspondence.gateways.ece.base import ExchangeTrouble, Parcel, Posted
from panah.foundation.signed_http import Garbled, OutsideError, Refused, SignedClient, Unreachable

FOR_GOOD: Final = frozenset({400, 404, 409, 413, 422})
"""What is wrong with the envelope itself stays wrong."""
MOST_BYTES: Final = 4 * 1024 * 1024
"""Bytes of an envelope that a line carries; a longer one is carried by hand."""
LONGEST: Final = 120


@dataclass(frozen=True, slots=True)
class HttpExchange:
    """Speaks the contract to an exchange, or to an adapter before it."""

    client: SignedClient

    @property
    def by_hand(self) -> bool:
        """The line carries."""
        return False

    def send(self, parcel: Parcel, *, now: datetime) -> str:
        """Send an envelope and give its receipt. Raises ExchangeTrouble."""
        if len(parcel.envelope.encode()) > MOST_BYTES:
            raise ExchangeTrouble("too-large", is_final=True)
        said = {"id": parcel.id, "to": parcel.code, "envelope": parcel.envelope}
        answer = self._ask("/letters", said, key=parcel.id, now=now)
        receipt = answer.get("receipt")
        if answer.get("id") != parcel.id or not isinstance(receipt, str) or not 0 < len(receipt) <= LONGEST:
            raise ExchangeTrouble("garbled")
        return receipt

    def came(self, *, now: datetime) -> list[Posted]:
        """Ask what came. Raises ExchangeTrouble."""
        answer = self._ask("/inbox", {}, key=secrets.token_urlsafe(12), now=now)
        letters = answer.get("letters")
        if not isinstance(letters, list):
            raise ExchangeTrouble("garbled")
        return [_posted(one) for one in letters]

    def taken(self, ids: list[str], *, now: datetime) -> None:
        """Say what is ours now. Raises ExchangeTrouble."""
        self._ask("/inbox/taken", {"ids": ids}, key=secrets.token_urlsafe(12), now=now)

    def _ask(self, path: str, said: Mapping[str, object], *, key: str, now: datetime) -> Mapping[str, object]:
        try:
            return self.client.post(path, said, key=key, now=now)
        except Unreachable as error:
            raise ExchangeTrouble("silent", was_heard=False) from error
        except Refused as error:
            is_final = error.params["status"] in FOR_GOOD
            reason = str(error.params.get("reason", ""))[:LONGEST]
            raise ExchangeTrouble("refused", is_final=is_final, reason=reason) from error
        except (Garbled, OutsideError) as error:
            raise ExchangeTrouble("garbled") from error


def _posted(said: object) -> Posted:
    if not isinstance(said, dict):
        raise ExchangeTrouble("garbled")
    name, code, envelope = said.get("id"), said.get("to"), said.get("envelope")
    if not (
        isinstance(name, str)
        and 0 < len(name) <= LONGEST
        and isinstance(code, str)
        and isinstance(envelope, str)
    ):
        raise ExchangeTrouble("garbled")
    try:
        return Posted(name, code, b64decode(envelope, validate=True))
    except (NotBase64, ValueError) as error:
        raise ExchangeTrouble("garbled") from error
