"""Serve the pages with granian: many processes on PostgreSQL, one with threads on SQLite."""

import argparse
import os

from panah.conf.commands._django import add_data_option, start_django
from panah.conf.environment import SERVES_PAGES

HELP = "serve the pages"
ENDS_WITHIN = 10
"""Seconds a process that was told to end may still work on; then it is killed, and what it had begun is undone."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """`serve [--host H] [--port N] [--workers N]`."""
    add_data_option(parser)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--workers", type=int, default=0, help="processes (default: 1 on SQLite, 2 on PostgreSQL)"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until told to stop."""
    os.environ[SERVES_PAGES] = "1"
    start_django(options)
    from django.db import connection
    from granian import Granian
    from granian.constants import Interfaces

    Granian(
        target="panah.conf.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers or (2 if connection.vendor == "postgresql" else 1),
        blocking_threads=4,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=ENDS_WITHIN,
        log_enabled=True,
        log_access=False,
    ).serve()
    return 0
