"""The pages come back by themselves: nobody has to start anything again because one process or the database fell."""

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from integration.conf.conftest import Installation
from panah.conf.commands.serve import ENDS_WITHIN
from panah.conf.drill.processes import Process
from panah.conf.drill.watching import Watch
from panah.conf.throwaway_postgres import HERE, free_port

type Install = Callable[[str], Installation]


@pytest.fixture
def serve(
    install: Install, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Process]]:
    """Give the pages of an installation of their own, on another database when one is named."""
    started: list[Process] = []

    def start(database: str | None = None) -> Process:
        made = install(f"serving{len(request.node.name)}")
        for name in [name for name in os.environ if name.startswith(("PANAH_", "DATABASE_", "DJANGO_"))]:
            monkeypatch.delenv(name)
        for name, value in made.environment.items():
            monkeypatch.setenv(name, value)
        if database is not None:
            monkeypatch.setenv("DATABASE_URL", database)
        port = free_port()
        made.data.mkdir()
        web = Process(["serve", "--port", str(port)], made.data, f"http://{HERE}:{port}/healthz")
        started.append(web)
        return web

    yield start
    for web in started:
        web.kill()


@pytest.fixture
def mute() -> Iterator[str]:
    """The address of a PostgreSQL that lets everybody in and never says a word."""
    with closing(socket.create_server((HERE, 0))) as listener:
        yield f"postgresql://panah@{HERE}:{listener.getsockname()[1]}/panah"


def status(web: Process) -> int:
    try:
        with urlopen(web.answers_at, timeout=60) as answer:
            return int(answer.status)
    except HTTPError as answered:
        with answered:
            return answered.code


def children(web: Process) -> list[int]:
    assert web.process is not None
    listed = Path(f"/proc/{web.process.pid}/task/{web.process.pid}/children")
    return [int(child) for child in listed.read_text(encoding="ascii").split()]


def start_silently(web: Process) -> None:
    """Start pages whose database answers nobody, and wait until both processes listen."""
    web.start()
    assert wait_until(lambda: all(f"Started worker-{n}" in web.says() for n in (1, 2)), 60), web.says()


def ask_in_vain(web: Process) -> None:
    with suppress(OSError, HTTPException):
        status(web)


def wait_until(holds: Callable[[], bool], seconds: float) -> bool:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def test_a_process_of_the_pages_that_dies_is_replaced(serve: Callable[..., Process]) -> None:
    web = serve()
    watch = Watch({"web": web})
    watch.start("web")
    watch.wait("web")
    first, *others = children(web)
    os.kill(first, signal.SIGKILL)
    assert wait_until(lambda: first not in children(web) and len(children(web)) > len(others), 30)
    assert wait_until(web.answers, 30)
    assert not web.has_ended()


@pytest.mark.any_database
def test_a_database_that_says_nothing_is_told_within_seconds(
    serve: Callable[..., Process], mute: str
) -> None:
    web = serve(mute)
    start_silently(web)
    began = time.monotonic()
    assert status(web) == 503
    assert time.monotonic() - began < 10


@pytest.mark.any_database
def test_pages_that_wait_for_the_database_do_not_keep_the_web_from_ending(
    serve: Callable[..., Process], mute: str
) -> None:
    web = serve(f"{mute}?connect_timeout=120")
    start_silently(web)
    asking = Thread(target=ask_in_vain, args=(web,))
    asking.start()
    time.sleep(1)
    assert web.process is not None
    web.process.terminate()
    assert wait_until(web.has_ended, ENDS_WITHIN + 10)
    asking.join()
