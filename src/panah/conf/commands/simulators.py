"""Run the simulated bank, providers, Najva, border, exchange and capture desks; real mode refuses it."""

import argparse
from contextlib import suppress

from panah.conf import environment
from panah.conf.commands._django import add_data_option, use_data_option

HELP = "run the simulated bank, SMS and voice providers, Najva, border, exchange of letters and capture desks"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`simulators [--port N] [--host H]`, and for each system how it behaves: `[--najva silent]`."""
    from panah.conf.simulators.speech import Behaviour

    add_data_option(parser)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8001)
    for system in ("bank", "sms", "voice", "najva", "border", "ece", "capture"):
        parser.add_argument(f"--{system}", choices=[b.value for b in Behaviour], default="prompt")


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop; messages are shown at `/messages`."""
    from panah.conf.simulators.server import make
    from panah.conf.simulators.speech import Behaviour

    use_data_option(options)
    found = environment.read()
    if found.is_real:
        raise environment.ConfigurationRefused("Real mode runs no simulators.")
    try:
        server, simulators = make(
            host=options.host, port=options.port, secret=found.gateways.secret, panah=found.gateways.address
        )
    except OSError as taken:
        raise environment.ConfigurationRefused(
            f"Port {options.port} is in use by another program; choose one: ./panah simulators --port N"
        ) from taken
    for system, manners in simulators.manners.items():
        manners.behaviour = Behaviour(getattr(options, system))
    print(f"Simulated messages and calls: http://{options.host}:{options.port}/messages", flush=True)
    with suppress(KeyboardInterrupt), server:
        server.serve_forever()
    return 0
