"""Installations of their own, each with its data folder and database, driven by the command line."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest


@dataclass(frozen=True, slots=True)
class Installation:
    """One installed Panah."""

    data: Path
    environment: dict[str, str]

    def panah(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command of `./panah` in it."""
        done = subprocess.run(
            [sys.executable, "-m", "panah", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if check and done.returncode:
            raise AssertionError(done.stdout + done.stderr)
        return done


@pytest.fixture(scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Installation]]:
    """Make an installation by name; on PostgreSQL each gets a database of its own."""
    made: list[str] = []
    folder = tmp_path_factory.mktemp("installations")
    given = os.environ.get("DATABASE_URL", "")

    def make(name: str) -> Installation:
        environment = {
            k: v for k, v in os.environ.items() if not k.startswith(("PANAH_", "DATABASE_", "DJANGO_"))
        }
        environment["PANAH_DATA"] = str(folder / name)
        if given:
            database = f"panah_{name}_{uuid4().hex[:8]}"
            with psycopg.connect(given, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{database}"'.encode())
            made.append(database)
            parts = urlsplit(given)
            environment["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{database}"))
        return Installation(folder / name, environment)

    yield make
    if given:
        with psycopg.connect(given, autocommit=True) as connection:
            for database in made:
                connection.execute(f'DROP DATABASE "{database}" WITH (FORCE)'.encode())
