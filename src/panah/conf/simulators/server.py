"""The simulators in one process: each under its name, the page `/messages`, the switch `/behaviour`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from panah.conf.simulators import pages, registers
from panah.conf.simulators.bank import Bank
from panah.conf.simulators.capture import Desks
from panah.conf.simulators.ece import EceSimulator
from panah.conf.simulators.phones import Phones
from panah.conf.simulators.receipts import Postman
from panah.conf.simulators.speech import Behaviour, Manners, Reply, Request, page, read, send

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(slots=True)
class Simulators:
    """A WSGI application that is all systems; `secret` is the one Panah signs with.

    `panah` is the address receipts are brought to; without one they are only told when asked for.
    """

    secret: str = field(repr=False)
    panah: str = ""
    bank: Bank = field(init=False)
    sms: Phones = field(init=False)
    voice: Phones = field(init=False)
    najva: registers.Register = field(init=False)
    border: registers.Register = field(init=False)
    ece: EceSimulator = field(init=False)
    capture: Desks = field(init=False)

    def __post_init__(self) -> None:
        tells = Postman(self.panah, self.secret) if self.panah else None
        self.bank = Bank(self.secret)
        self.sms = Phones(self.secret, tells=tells)
        self.voice = Phones(self.secret, "voice", "calls", tells)
        self.najva = registers.najva(self.secret)
        self.border = registers.border(self.secret, tells.crossed if tells else None)
        self.ece = EceSimulator(self.secret)
        self.capture = Desks(self.secret, self.panah)

    @property
    def manners(self) -> dict[str, Manners]:
        """How each system behaves."""
        return {
            "bank": self.bank.manners,
            "sms": self.sms.manners,
            "voice": self.voice.manners,
            "najva": self.najva.manners,
            "border": self.border.manners,
            "ece": self.ece.manners,
            "capture": self.capture.manners,
        }

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        request = read(environ)
        return send(self._reply(request), start_response)

    def _reply(self, request: Request) -> Reply:
        first = request.path.strip("/").split("/")[0]
        systems: dict[str, Callable[[Request], Reply]] = {
            "bank": self.bank,
            "sms": self.sms,
            "voice": self.voice,
            "najva": self.najva,
            "border": self.border,
            "ece": self.ece,
            "capture": self.capture,
        }
        if first in systems:
            return systems[first](request)
        if first == "messages":
            return page(pages.messages(self._heard()))
        if first == "":
            return Reply(303, b"", (("Location", "/messages"),))
        if first == "behaviour" and request.method == "POST":
            return self._switch(request)
        return page(pages.nothing_here(), status=404)

    def _heard(self) -> list[tuple[str, str, str, str]]:
        """What phones got and heard, newest first: (system, number, text, state)."""
        kept = [(one, name) for name in ("sms", "voice") for one in getattr(self, name).received.values()]
        newest = sorted(kept, key=lambda pair: -pair[0].place)
        return [(name, one.to, one.text, one.state) for one, name in newest]

    def _switch(self, request: Request) -> Reply:
        """`POST /behaviour?system=bank&is=silent`."""
        system, wanted = request.query.get("system"), request.query.get("is")
        manners = self.manners.get(system or "")
        if manners is None or wanted is None or wanted not in Behaviour:
            systems = "|".join(self.manners)
            return Reply(400, f"system={systems} & is=prompt|slow|silent|garbled|refusing\n".encode())
        manners.behaviour = Behaviour(wanted)
        return Reply(200, f"{system} is {wanted}\n".encode())


class ThreadingServer(ThreadingMixIn, WSGIServer):
    """One thread per request, so that a silent answer keeps nobody else waiting."""

    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    """Says nothing on the terminal about every request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing."""


def make(*, host: str, port: int, secret: str, panah: str = "") -> tuple[WSGIServer, Simulators]:
    """Make the server, listening already; port 0 takes a free one."""
    simulators = Simulators(secret, panah)
    server = make_server(host, port, simulators, server_class=ThreadingServer, handler_class=QuietHandler)
    return server, simulators
