"""Receipts the simulated providers send by themselves, in the manner of the day: slow, silent, garbled, none at all."""

import json
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import urlsplit

from panah.conf.simulators.phones import Received
from panah.conf.simulators.speech import Behaviour, Manners
from panah.foundation.clock import utc_now
from panah.foundation.signed_http import KEY, SIGNATURE, TIME, request_signature

PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Postman:
    """Brings receipts to Panah at `address` a moment after an order was taken, each from a thread of its own."""

    address: str
    secret: str = field(repr=False)
    pause: float = 1.0

    def __call__(self, name: str, one: Received, manners: Manners) -> None:
        """Bring one receipt, unless the provider is silent or refuses today."""
        if manners.behaviour in {Behaviour.SILENT, Behaviour.REFUSING}:
            return
        Thread(target=self._bring, args=(name, one, manners), daemon=True).start()

    def _bring(self, name: str, one: Received, manners: Manners) -> None:
        manners.sleep(manners.slow if manners.behaviour == Behaviour.SLOW else self.pause)
        said = {"receipts": [{"id": one.id, "provider_id": one.provider_id, "state": one.state}]}
        body = json.dumps(said, ensure_ascii=False).encode()
        path = f"{urlsplit(self.address).path.rstrip('/')}/gateways/{name}/receipts/"
        headers = self._signed(path, f"receipt-{one.id}", body)
        if manners.behaviour == Behaviour.GARBLED:
            body = body[: len(body) // 2]
        with suppress(OSError, HTTPException):
            self._post(path, headers, body)

    def _signed(self, path: str, key: str, body: bytes) -> dict[str, str]:
        moment = str(int(utc_now().timestamp()))
        signature = request_signature(
            self.secret, method="POST", path=path, moment=moment, key=key, body=body
        )
        return {"Content-Type": "application/json", TIME: moment, KEY: key, SIGNATURE: signature}

    def _post(self, path: str, headers: dict[str, str], body: bytes) -> None:
        parts = urlsplit(self.address)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.request("POST", path, body=body, headers=headers)
            connection.getresponse().read()
        finally:
            connection.close()
