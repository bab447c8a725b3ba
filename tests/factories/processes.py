"""Several processes of the product on the database of one test, all at the same moment."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.db import connection


def environment(folder: Path) -> dict[str, str]:
    """Where the processes find the database of this test; an SQLite database in memory is written out first."""
    shared = os.environ | {"DJANGO_SETTINGS_MODULE": "panah.conf.settings", "PANAH_DATA": str(folder)}
    if connection.vendor == "postgresql":
        server, _, _ = os.environ["DATABASE_URL"].rpartition("/")
        return shared | {"DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}"}
    written = sqlite3.connect(folder / "panah.sqlite3")
    connection.connection.backup(written)
    written.close()
    return shared | {"DATABASE_URL": ""}


def together(where: dict[str, str], script: str, each: Iterable[Sequence[str]]) -> list[str]:
    """What processes say that run the same script at the same moment, each with its own words."""
    running = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", script, *words],
            env=where, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for words in each
    ]  # fmt: skip
    said = [one.communicate(timeout=120) for one in running]
    assert [one.returncode for one in running] == [0] * len(running), said
    return [out for out, _ in said]
