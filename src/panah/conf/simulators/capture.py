"""Capture devices of desks, with their agents: whoever stands before the page `/capture` puts a made-up finger on one.

An agent takes the ticket of its desk from Panah and brings readings, in the manner of the day: slow, silent after it
took the ticket, garbled, or refusing to read at all. Like a real one it speaks to Panah alone, never to a page.
"""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPConnection, HTTPException
from itertools import count
from threading import Thread
from typing import Final
from urllib.parse import urlsplit

from panah.biometrics.engines.simulator import ENCODER, VERSION, simulated_template
from panah.biometrics.rules.parts import SIMULATED as FORMAT
from panah.biometrics.rules.parts import Part
from panah.biometrics.rules.tickets import device_secret
from panah.conf.simulators import pages
from panah.conf.simulators.speech import Behaviour, Manners, Reply, Request, page
from panah.foundation.clock import utc_now
from panah.foundation.signed_http import KEY, SIGNATURE, SIMULATED, TIME, request_signature

PATIENCE: Final = 5.0
NOISE: Final = 0.08
"""Share of bits that differ between two readings of one finger."""
GOOD, POOR = 80, 5
MOST_SHOWN: Final = 100
type Post = Callable[[str, Mapping[str, str], bytes], tuple[int, bytes]]
"""What carries a message to Panah: path, headers and body; gives the status and the answer."""


@dataclass(slots=True)
class Desks:
    """All simulated devices at `/capture`; `panah` is the address they speak to, `post` what carries a message.

    `happened` is what they did, for the page; `numbers` number their messages.
    """

    secret: str = field(repr=False)
    panah: str = ""
    manners: Manners = field(default_factory=Manners)
    post: Post | None = None
    clock: Callable[[], datetime] = utc_now
    happened: list[tuple[str, str]] = field(default_factory=list)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def __call__(self, request: Request) -> Reply:
        """Show the page, or let somebody put a finger on a device."""
        asked = request.path.rstrip("/")
        if request.method == "POST" and asked == "/capture/read":
            form = request.form
            device, who = form.get("device", "").strip(), form.get("who", "").strip()
            quality = POOR if form.get("how") == "poor" else GOOD
            Thread(target=self.read, args=(device, who, quality), daemon=True).start()
            return Reply(303, b"", (("Location", "/capture"),))
        if request.method == "GET" and asked == "/capture":
            return page(pages.capture(self.happened[::-1]))
        return page(pages.nothing_here(), status=404)

    def read(self, device: str, who: str, quality: int = GOOD) -> list[str]:
        """Take the ticket of a desk and read what it asks of a made-up person; returns what Panah said of each."""
        behaviour = self.manners.behaviour
        if behaviour is Behaviour.REFUSING or not self.panah:
            return self._tell(device, ["refusing"])
        ticket = self._taken(device)
        if ticket is None:
            return self._tell(device, ["no-ticket"])
        if behaviour is Behaviour.SILENT:
            return self._tell(device, ["silent"])
        parts = ticket.get("parts")
        asked = (
            [str(one.get("part")) for one in parts if isinstance(one, dict)]
            if isinstance(parts, list)
            else []
        )
        nonce = str(ticket.get("ticket"))
        return self._tell(device, [self._read(device, nonce, part, who, quality) for part in asked])

    def _read(self, device: str, ticket: str, part: str, who: str, quality: int) -> str:
        """Read one part, again as often as Panah asks for it."""
        told = self._bring(device, ticket, part, who, quality)
        return self._read(device, ticket, part, who, quality) if told == f"{part} again" else told

    def _taken(self, device: str) -> Mapping[str, object] | None:
        status, said = self._say(device, "tickets", {"takes": [{"id": self._message()}]})
        takes = said.get("takes")
        if status != 200 or not isinstance(takes, list):
            return None
        ticket = takes[0].get("ticket")
        return ticket if isinstance(ticket, dict) else None

    def _bring(self, device: str, ticket: str, part: str, who: str, quality: int) -> str:
        if self.manners.behaviour is Behaviour.SLOW:
            self.manners.sleep(self.manners.slow)
        number = next(self.numbers)
        template = simulated_template(who, Part.read(part), noise=NOISE, seed=number)
        reading = {
            "id": f"reading-{number}",
            "ticket": ticket,
            "part": part,
            "format": FORMAT,
            "encoder": ENCODER,
            "encoder_version": VERSION,
            "quality": quality,
            "captured_at": self.clock().isoformat(),
            "template": b64encode(template).decode() if quality >= GOOD else "",
        }
        status, said = self._say(device, "readings", {"readings": [reading]})
        answers = said.get("readings")
        if status != 200 or not isinstance(answers, list):
            return str(said.get("error", status))
        return f"{part} {answers[0].get('state')}"

    def _say(self, device: str, what: str, said: Mapping[str, object]) -> tuple[int, Mapping[str, object]]:
        body = json.dumps(said).encode()
        if self.manners.behaviour is Behaviour.GARBLED and what == "readings":
            body = body[: len(body) // 2]
        path = f"{urlsplit(self.panah).path.rstrip('/')}/gateways/capture/{device}/{what}/"
        moment, key = str(int(self.clock().timestamp())), self._message()
        secret = device_secret(self.secret, device)
        signature = request_signature(secret, method="POST", path=path, moment=moment, key=key, body=body)
        headers = {
            "Content-Type": "application/json",
            TIME: moment,
            KEY: key,
            SIGNATURE: signature,
            SIMULATED: "yes",
        }
        try:
            status, text = (self.post or self._over_the_wire)(path, headers, body)
            answer = json.loads(text)
        except (OSError, HTTPException, ValueError) as failure:
            return 0, {"error": type(failure).__name__}
        return status, answer if isinstance(answer, dict) else {}

    def _over_the_wire(self, path: str, headers: Mapping[str, str], body: bytes) -> tuple[int, bytes]:
        parts = urlsplit(self.panah)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=PATIENCE)
        try:
            connection.request("POST", path, body=body, headers=dict(headers))
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()

    def _message(self) -> str:
        return f"message-{next(self.numbers)}"

    def _tell(self, device: str, told: list[str]) -> list[str]:
        self.happened = [*self.happened, (device, ", ".join(told))][-MOST_SHOWN:]
        return told
