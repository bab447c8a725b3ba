"""Signed HTTP with an outside system: HMAC over every request and every answer, short patience, strict reading.

What is not signed by the shared secret was not said: a garbled, cut-off or foreign answer is an error of its own,
never a yes and never a no. The same text is signed on both sides, so the simulators use this module too.
"""

import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from typing import Final
from urllib.parse import urlsplit

from panah.foundation.errors import PanahError
from panah.foundation.foreign_json import read_json

MOST_BYTES: Final = 256 * 1024
PATIENCE: Final = 5.0
"""Seconds within which an answer must be read to its end."""
CLOCKS_MAY_DIFFER: Final = 300
"""Seconds by which the two clocks may be apart."""
LONGEST_MOMENT: Final = 20
"""Digits a moment may be written with."""
TIME, KEY, SIGNATURE, SIMULATED = "Panah-Time", "Idempotency-Key", "Panah-Signature", "Panah-Simulator"


class OutsideError(PanahError):
    """An outside system did not say what was asked of it; nothing is known but that."""


class Unreachable(OutsideError):
    """No answer: nobody listens, the line broke, or it took too long. Whether it was heard is not known."""


class Garbled(OutsideError):
    """An answer that is not signed, not whole or not what the contract says."""


class Refused(OutsideError):
    """A signed answer that says no, with its status and code."""


def request_signature(secret: str, *, method: str, path: str, moment: str, key: str, body: bytes) -> str:
    """Sign a request: HMAC-SHA256 in hexadecimal over method, path, time, key and the digest of the body."""
    return _signed(secret, method, path, moment, key, sha256(body).hexdigest())


def answer_signature(secret: str, *, status: int, key: str, body: bytes) -> str:
    """Sign an answer to the request that carried `key`, so that no answer serves for another question."""
    return _signed(secret, "answer", str(status), key, sha256(body).hexdigest())


def request_is_genuine(
    secret: str,
    *,
    method: str,
    path: str,
    headers: Mapping[str, str],
    body: bytes,
    now: datetime,
    within: float = CLOCKS_MAY_DIFFER,
) -> bool:
    """Whether a request was signed by the secret, within so many seconds of now."""
    moment, key = headers.get(TIME, ""), headers.get(KEY, "")
    if not (moment.isascii() and moment.isdigit() and len(moment) < LONGEST_MOMENT and key):
        return False
    if abs(int(moment) - now.timestamp()) > within:
        return False
    expected = request_signature(secret, method=method, path=path, moment=moment, key=key, body=body)
    return hmac.compare_digest(expected, headers.get(SIGNATURE, ""))


@dataclass(frozen=True, slots=True)
class SignedClient:
    """Speaks to one outside system at `base` (`https://host/prefix`); follows no redirect and no proxy."""

    base: str
    secret: str = field(repr=False)
    accepts_simulators: bool = False
    patience: float = PATIENCE
    most_bytes: int = MOST_BYTES

    def post(self, path: str, said: Mapping[str, object], *, key: str, now: datetime) -> Mapping[str, object]:
        """Send a JSON object and return the object answered.

        The same `key` asks the other side to do it once. Raises Unreachable("outside-unreachable"),
        Garbled("outside-garbled") or Refused("outside-refused", status, reason).
        """
        body = json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
        full = urlsplit(self.base).path.rstrip("/") + path
        moment = str(int(now.timestamp()))
        signature = request_signature(
            self.secret, method="POST", path=full, moment=moment, key=key, body=body
        )
        headers = {"Content-Type": "application/json", TIME: moment, KEY: key, SIGNATURE: signature}
        try:
            status, answered, text = self._exchange(full, body, headers)
        except (OSError, HTTPException) as failure:
            raise Unreachable("outside-unreachable", failure=type(failure).__name__) from failure
        return self._read(status, answered, text, key)

    def _exchange(
        self, path: str, body: bytes, headers: Mapping[str, str]
    ) -> tuple[int, Mapping[str, str], bytes]:
        parts = urlsplit(self.base)
        kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = kind(parts.hostname or "", parts.port, timeout=self.patience)
        until = time.monotonic() + self.patience
        try:
            connection.request("POST", path, body=body, headers=dict(headers))
            response = connection.getresponse()
            named = {name.lower(): value for name, value in response.getheaders()}
            return response.status, named, _whole(response, until, self.most_bytes)
        finally:
            connection.close()

    def _read(self, status: int, headers: Mapping[str, str], text: bytes, key: str) -> Mapping[str, object]:
        expected = answer_signature(self.secret, status=status, key=key, body=text)
        if not hmac.compare_digest(expected, headers.get(SIGNATURE.lower(), "")):
            raise Garbled("outside-garbled", why="unsigned")
        if SIMULATED.lower() in headers and not self.accepts_simulators:
            raise Garbled("outside-garbled", why="simulator")
        try:
            said = read_json(text)
        except ValueError as error:
            raise Garbled("outside-garbled", why="not-json") from error
        if not isinstance(said, dict):
            raise Garbled("outside-garbled", why="not-an-object")
        if status >= 300:
            raise Refused("outside-refused", status=status, reason=str(said.get("error", "")))
        return said


def _whole(response: HTTPResponse, until: float, most_bytes: int) -> bytes:
    """Read an answer to its end, however slowly it drips; past the patience it counts as silence."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(MOST_BYTES):
        parts.append(part)
        size += len(part)
        if size > most_bytes or time.monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def _signed(secret: str, *parts: str) -> str:
    return hmac.new(secret.encode(), "\n".join(parts).encode(), sha256).hexdigest()
