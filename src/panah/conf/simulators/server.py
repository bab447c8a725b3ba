"""Both simulators in one process: `/bank`, `/sms`, the page `/messages`, and the switch `/behaviour`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from panah.conf.simulators import pages
from panah.conf.simulators.bank import Bank
from panah.conf.simulators.sms import Sms
from panah.conf.simulators.speech import Behaviour, Reply, Request, page, read, send

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(slots=True)
class Simulators:
    """A WSGI application that is both systems; `secret` is the one Panah signs with."""

    secret: str = field(repr=False)
    bank: Bank = field(init=False)
    sms: Sms = field(init=False)

    def __post_init__(self) -> None:
        self.bank, self.sms = Bank(self.secret), Sms(self.secret)

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer one request."""
        request = read(environ)
        return send(self._reply(request), start_response)

    def _reply(self, request: Request) -> Reply:
        first = request.path.strip("/").split("/")[0]
        if first == "bank":
            return self.bank(request)
        if first in {"sms", "messages"}:
            return self.sms(request)
        if first == "":
            return Reply(303, b"", (("Location", "/messages"),))
        if first == "behaviour" and request.method == "POST":
            return self._switch(request)
        return page(pages.nothing_here(), status=404)

    def _switch(self, request: Request) -> Reply:
        """`POST /behaviour?system=bank&is=silent`."""
        system, wanted = request.query.get("system"), request.query.get("is")
        if system not in {"bank", "sms"} or wanted is None or wanted not in Behaviour:
            return Reply(400, b"system=bank|sms & is=prompt|slow|silent|garbled|refusing\n")
        manners = (self.bank if system == "bank" else self.sms).manners
        manners.behaviour = Behaviour(wanted)
        return Reply(200, f"{system} is {wanted}\n".encode())


class ThreadingServer(ThreadingMixIn, WSGIServer):
    """One thread per request, so that a silent answer keeps nobody else waiting."""

    daemon_threads = True


class QuietHandler(WSGIRequestHandler):
    """Says nothing on the terminal about every request."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing."""


def make(*, host: str, port: int, secret: str) -> tuple[WSGIServer, Simulators]:
    """Make the server, listening already; port 0 takes a free one."""
    simulators = Simulators(secret)
    server = make_server(host, port, simulators, server_class=ThreadingServer, handler_class=QuietHandler)
    return server, simulators
