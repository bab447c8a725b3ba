"""Look the installation over: what is missing, what is late, what must be set before people rely on it."""

import argparse
import json
import os
import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from panah.conf.commands._django import add_data_option, start_django

HELP = "look the installation over"
OK, WARN, FAIL = "ok", "warn", "fail"
LITTLE_SPACE = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: `ok`, `warn` (works, but mend it) or `fail`; `advice` says what to do."""

    state: str
    about: str
    advice: str = ""


def arguments(parser: argparse.ArgumentParser) -> None:
    """`doctor [--json]`."""
    add_data_option(parser)
    parser.add_argument("--json", action="store_true", help="print the findings as JSON")


def run(options: argparse.Namespace) -> int:
    """Print every finding; exit 1 when one fails."""
    start_django(options)
    from panah.foundation.clock import utc_now

    findings = list(examine(utc_now()))
    if options.json:
        print(json.dumps([asdict(one) for one in findings], ensure_ascii=False))
    else:
        for one in findings:
            print(f"{one.state:5} {one.about}{': ' + one.advice if one.advice else ''}")
    return 1 if any(one.state == FAIL for one in findings) else 0


def examine(now: datetime) -> Iterator[Finding]:
    """Look at everything, in the order a person would mend it."""
    from django.conf import settings

    data = Path(settings.PANAH_DATA)
    yield from _folder(data)
    yield from _keys(data)
    yield from _database()
    yield from _catalogue(now)
    yield from _worker(now)
    yield from _files(now)
    yield from _calendar(now)


def _folder(data: Path) -> Iterator[Finding]:
    if not data.is_dir() or not os.access(data, os.W_OK):
        yield Finding(
            FAIL, "data folder", f"{data} is missing or cannot be written; make it or set PANAH_DATA"
        )
        return
    free = shutil.disk_usage(data).free
    state = OK if free > LITTLE_SPACE else WARN
    yield Finding(state, "disk space", "" if state == OK else f"only {free // 1024**2} MB are free at {data}")


def _keys(data: Path) -> Iterator[Finding]:
    from django.conf import settings

    from panah.conf import environment

    if settings.PANAH_KEYS == environment.DEFAULT_KEYS or settings.SECRET_KEY == environment.DEFAULT_SECRET:
        yield Finding(WARN, "keys", "the demo keys are in use; ./panah up makes your own in the data folder")
    for name in ("secret", "keys", "seal.key"):
        path = data / name
        if path.exists() and path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
            yield Finding(FAIL, f"key file {name}", f"others can read it: chmod 600 {path}")
    if not (data / "seal.key").exists():
        yield Finding(WARN, "sealing key", "the worker makes it at its first start")
    else:
        yield Finding(OK, "keys")


def _database() -> Iterator[Finding]:
    from django.db import DatabaseError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as unreachable:
        yield Finding(FAIL, "database", str(unreachable).splitlines()[0])
        return
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    advice = f"{len(waiting)} migrations wait: ./panah migrate" if waiting else ""
    yield Finding(FAIL if waiting else OK, f"database ({connection.vendor})", advice)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            is_super = bool(cursor.fetchone()[0])
        if is_super:
            yield Finding(WARN, "database role", "the run-time role is a superuser; see docs/operations.md")


def _catalogue(now: datetime) -> Iterator[Finding]:
    from panah.catalogue.queries import service_cards
    from panah.catalogue.shipped import check_shipped

    checked, published = check_shipped(), len(service_cards(language="fa"))
    del now
    if checked.errors:
        yield Finding(FAIL, "service definitions", f"{len(checked.errors)} errors: ./panah services check")
    elif published < checked.services:
        yield Finding(
            WARN, "catalogue", f"{published} of {checked.services} published: ./panah services publish"
        )
    else:
        yield Finding(OK, "catalogue")


def _worker(now: datetime) -> Iterator[Finding]:
    from panah.audit.models import Event, SealedStretch
    from panah.casework.models import OutboxMessage

    waiting = OutboxMessage.objects.filter(state="pending", next_at__lt=now - timedelta(minutes=2)).count()
    failed = OutboxMessage.objects.filter(state="failed").count()
    newest = Event.objects.filter(at__lt=now - timedelta(minutes=1)).order_by("-pk").first()
    sealed = SealedStretch.objects.all()
    unsealed = (
        newest is not None and not sealed.filter(first_id__lte=newest.pk, last_id__gte=newest.pk).exists()
    )
    if waiting or unsealed:
        yield Finding(
            WARN, "worker", f"does not keep up ({waiting} messages wait); is ./panah worker running?"
        )
    else:
        yield Finding(OK, "worker")
    if failed:
        yield Finding(WARN, "outbox", f"{failed} messages failed and wait for an operator")


def _files(now: datetime) -> Iterator[Finding]:
    from panah.documents.queries import files_that_wait

    waiting, trouble = files_that_wait(before=now - timedelta(minutes=10))
    if waiting:
        why = f": {trouble}" if trouble else "; is ./panah worker running?"
        yield Finding(WARN, "signed files", f"{waiting} papers wait for their file{why}")
    else:
        yield Finding(OK, "signed files")


def _calendar(now: datetime) -> Iterator[Finding]:
    from panah.foundation.clock import local_date
    from panah.foundation.holiday_data import data_ends_on

    ends = data_ends_on()
    soon = ends - local_date(now) < timedelta(days=120)
    advice = f"lunar holidays are known until {ends.isoformat()}; bring in the next official calendar"
    yield Finding(WARN if soon else OK, "official holidays", advice if soon else "")
