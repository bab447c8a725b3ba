"""Take a backup: database and files in one tar; the keys only when asked for, to be kept elsewhere."""

import argparse
import tempfile
from pathlib import Path

from panah.conf import archive
from panah.conf.commands._django import add_data_option, start_django

HELP = "take a backup"


def arguments(parser: argparse.ArgumentParser) -> None:
    """`backup FILE [--with-keys]`."""
    add_data_option(parser)
    parser.add_argument("file", type=Path, help="where to write it, such as panah-1405-09-01.tar.gz")
    parser.add_argument(
        "--with-keys", action="store_true", help="put the keys in too; then guard the file like them"
    )


def run(options: argparse.Namespace) -> int:
    """Seal the journal, copy the database while it is in use, and pack it with the files."""
    start_django(options)
    from panah.conf.commands import audit

    audit.seal()
    events = take(target=options.file, with_keys=options.with_keys)
    print(f"{options.file}: {events} events, keys {'in it' if options.with_keys else 'not in it'}")
    return 0


def take(*, target: Path, with_keys: bool) -> int:
    """Write the backup of this installation; returns the number of events in its journal."""
    from django.conf import settings
    from django.db import connection

    from panah.audit.models import Event
    from panah.foundation.clock import utc_now

    events = Event.objects.count()
    with tempfile.TemporaryDirectory() as folder:
        if connection.vendor == "postgresql":
            database = Path(folder) / archive.POSTGRESQL_NAME
            dump = archive.postgresql_tool("pg_dump")
            archive.run_postgresql([dump, "--format=custom", f"--file={database}"], connection.settings_dict)
        else:
            database = Path(folder) / archive.SQLITE_NAME
            archive.dump_sqlite(Path(connection.settings_dict["NAME"]), database)
        archive.pack(
            target=target,
            database=database,
            data=Path(settings.PANAH_DATA),
            with_keys=with_keys,
            vendor=connection.vendor,
            taken_at=utc_now().isoformat(timespec="seconds"),
            events=events,
        )
    return events
