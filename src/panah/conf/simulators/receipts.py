"""What simulated systems say by themselves, receipts and crossings, in the manner of the day: slow, silent, garbled."""

import json
from collections.abc import Mapping
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
        said = {"receipts": [{"id": one.id, "provider_id": one.provider_id, "state": one.state}]}
        self._send(f"/gateways/{name}/receipts/", f"receipt-{one.id}", said, manners)

    def crossed(self, number: str, border: str, manners: Manners) -> None:
        """Say that the paper of a number was used at a border just now; the same paper is the same message."""
        one = {"id": f"crossing-{number}", "number": number, "border": border, "at": utc_now().isoformat()}
        self._send("/gateways/border/crossings/", f"crossing-{number}", {"crossings": [one]}, manners)

    def _send(self, path: str, key: str, said: Mapping[str, object], manners: Manners) -> None:
        if manners.behaviour in {Behaviour.SILENT, Behaviour.REFUSING}:
            return
        Thread(target=self._bring, args=(path, key, said, manners), daemon=True).start()

    def _bring(self, path: str, key: str, said: Mapping[str, object], manners: Manners) -> None:
        manners.sleep(manners.slow if manners.behaviour == Behaviour.SLOW else self.pause)
        body = json.dumps(said, ensure_ascii=False).encode()
        path = urlsplit(self.address).path.rstrip("/") + path
        headers = self._signed(path, key, body)
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
