"""The worker: delivers the outbox, moves what is overdue, seals the journal; stops cleanly when told to."""

import argparse
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from panah.conf.commands._django import add_data_option, start_django

HELP = "run the background worker"
SELDOM = timedelta(minutes=10)
_LAST: dict[str, datetime] = {}
"""When this process last did what is done seldom."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """`worker [--once]`."""
    add_data_option(parser)
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")


def run(options: argparse.Namespace) -> int:
    """Work until told to stop; a failing duty is logged and tried again, and never stops the others."""
    start_django(options)
    stop = _stop_when_told()
    while True:
        busy = _round()
        if options.once and not busy:
            return 0
        if stop():
            return 0
        if not busy:
            time.sleep(0.5)


def _duties() -> dict[str, Callable[[datetime], int]]:
    from panah.appointments.operations import lapse_offers, place_all_waiting, remind_of_times
    from panah.audit import keys
    from panah.audit.operations import seal
    from panah.casework.operations import deliver_outbox, forget_batches, sweep
    from panah.correspondence.operations import fetch_letters, send_letters
    from panah.documents.operations import sign_files
    from panah.documents.operations.outside import send_outside
    from panah.documents.operations.print_room import typeset_batches
    from panah.documents.operations.publishing import publish_numbers, publish_status, publish_trust_of_demo
    from panah.evidence.operations import forget_held
    from panah.notifications.operations import read_receipts, remind, send_messages
    from panah.payments.operations import recheck_attempts, remind_instalments
    from panah.registry.operations import propose_duplicates

    keys.make_seal_key()
    key = keys.seal_key()
    return {
        "outbox": lambda now: deliver_outbox(now=now),
        "sweep": lambda now: sweep(now=now),
        "seal": lambda now: seal(now=now, key=key),
        "messages": lambda now: send_messages(now=now),
        "receipts": lambda now: read_receipts(now=now),
        "reminders": seldom("reminders", lambda now: remind(now=now)),
        "payments": lambda now: recheck_attempts(now=now),
        "instalments": seldom("instalments", lambda now: remind_instalments(now=now)),
        "status": lambda now: publish_status(now=now),
        "numbers": lambda now: publish_numbers(now=now),
        "trust": lambda now: publish_trust_of_demo(now=now),
        "files": lambda now: sign_files(now=now),
        "outside": lambda now: send_outside(now=now),
        "print": lambda now: typeset_batches(now=now),
        "letters out": lambda now: send_letters(now=now),
        "letters in": seldom("letters in", lambda now: fetch_letters(now=now)),
        "offers": seldom("offers", lambda now: lapse_offers(now=now)),
        "near times": seldom("near times", lambda now: remind_of_times(now=now)),
        "owed times": seldom("owed times", lambda now: place_all_waiting(now=now)),
        "forget": lambda now: forget_batches(now=now),
        "held files": seldom("held files", lambda now: forget_held(now=now)),
        "duplicates": lambda now: propose_duplicates(now=now),
    }


def seldom(name: str, duty: Callable[[datetime], int]) -> Callable[[datetime], int]:
    """Give a duty that does its work every ten minutes, for what is not worth asking the database all the time."""

    def done(now: datetime) -> int:
        if name in _LAST and now < _LAST[name] + SELDOM:
            return 0
        _LAST[name] = now
        return duty(now)

    return done


def _round() -> bool:
    import structlog
    from django.db import close_old_connections

    from panah.foundation.clock import utc_now

    busy = False
    for name, duty in _duties().items():
        try:
            close_old_connections()
            busy = bool(duty(utc_now())) or busy
        except Exception as failure:  # noqa: BLE001  # one duty must not stop the others
            structlog.get_logger().error("worker", duty=name, failure=repr(failure))
    return busy


def _stop_when_told() -> Callable[[], bool]:
    told: list[int] = []
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda number, _: told.append(number))
    return lambda: bool(told)
