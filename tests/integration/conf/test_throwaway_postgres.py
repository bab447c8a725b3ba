"""A PostgreSQL that was killed in the middle of its work starts again on the same data at once."""

import time
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest

from panah.conf.throwaway_postgres import Server, throwaway_server

pytestmark = pytest.mark.any_database


def processes_of(server: Server) -> list[str]:
    """Whoever runs on its data: every PostgreSQL process works in the folder of its data."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == server.home / "data":
                found.append(process.name)
        except OSError:
            continue
    return found


def write(url: str, over: Event) -> None:
    while not over.is_set():
        try:
            with psycopg.connect(url, autocommit=True) as connection:
                while not over.is_set():
                    connection.execute("INSERT INTO note VALUES (%s)", ["x" * 4000])
        except psycopg.OperationalError:
            time.sleep(0.02)


def test_nobody_of_a_killed_server_is_left_and_it_starts_again_at_once() -> None:
    over = Event()
    with throwaway_server() as server:
        with psycopg.connect(server.url, autocommit=True) as connection:
            connection.execute("CREATE TABLE note (text text)")
        writers = [Thread(target=write, args=(server.url, over)) for _ in range(4)]
        for writer in writers:
            writer.start()
        try:
            for _ in range(2):
                time.sleep(0.3)
                assert len(processes_of(server)) > 4
                server.kill()
                assert processes_of(server) == []
                server.start()
                server.wait()
        finally:
            over.set()
            for writer in writers:
                writer.join()
