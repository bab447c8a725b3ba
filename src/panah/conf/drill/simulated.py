"""Outside systems that stay whole while ours are broken, so that it can be counted what reached them."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from panah.conf.environment import DEFAULT_GATEWAY_SECRET
from panah.conf.simulators.server import Simulators, make

EVERYTHING = 100_000
ANY_CLOCK = 86_400.0
"""What a worker does once a lease is over is done at a later moment than the true one, in seconds."""


@contextmanager
def simulated(host: str) -> Iterator[tuple[str, Simulators]]:
    """Give the address of the simulators and themselves, for as long as the drill lasts."""
    server, systems = make(host=host, port=0, secret=DEFAULT_GATEWAY_SECRET)
    systems.sms.kept = EVERYTHING
    for manners in systems.manners.values():
        manners.clocks_may_differ = ANY_CLOCK
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}", systems
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
