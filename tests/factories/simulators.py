"""The simulated bank, SMS and voice providers, Najva, border and exchange on a free port, while a test needs them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread

from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.conf.simulators.server import Simulators, make

TEN_YEARS = 10 * 366 * 86_400.0
"""Tests live at a moment of their own."""


@dataclass(frozen=True, slots=True)
class Running:
    """Simulators that listen; `gone` ends them at once, as a line that is cut."""

    address: str
    both: Simulators

    @property
    def bank_url(self) -> str:
        return f"{self.address}/bank"

    @property
    def sms_url(self) -> str:
        return f"{self.address}/sms"

    @property
    def voice_url(self) -> str:
        return f"{self.address}/voice"

    @property
    def najva_url(self) -> str:
        return f"{self.address}/najva"

    @property
    def border_url(self) -> str:
        return f"{self.address}/border"

    @property
    def ece_url(self) -> str:
        return f"{self.address}/ece"


@contextmanager
def simulators(secret: str = DEFAULT_GATEWAY_SECRET, *, panah: str = "") -> Iterator[Running]:
    server, both = make(host="127.0.0.1", port=0, secret=secret, panah=panah)
    over = Event()
    for manners in both.manners.values():
        manners.sleep = over.wait
        manners.slow, manners.silent = 0.05, 5.0
        manners.clocks_may_differ = TEN_YEARS
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Running(f"http://127.0.0.1:{server.server_port}", both)
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()
