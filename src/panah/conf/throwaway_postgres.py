"""A PostgreSQL server for one run, from the machine's own binaries, as an unprivileged user."""

import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = "127.0.0.1"
HOW_TO_GET_IT = (
    "The tests need PostgreSQL 15 or newer: set DATABASE_URL, or install the server "
    "(Debian and Ubuntu: apt-get install postgresql)."
)


class PostgresMissing(RuntimeError):
    """No server binaries were found on this machine."""


def binaries() -> Path:
    """Find the folder that holds `initdb` and `postgres`; raises PostgresMissing with what to install."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: -int(p.parent.name))
    on_path = [Path(found).parent for name in ["postgres"] if (found := shutil.which(name))]
    for folder in [*versions, *on_path]:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise PostgresMissing(HOW_TO_GET_IT)


def last_words(log: Path, lines: int = 30) -> str:
    """Give the end of a log, so that whoever reads a failure need not look for it; empty without a log."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def _unprivileged() -> int | None:
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def free_port() -> int:
    """Find a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


@dataclass(slots=True)
class Server:
    """A server with its data in a folder of its own; it may be killed as by a power cut, and started again.

    Durability is left as PostgreSQL ships it, so that figures taken on it are honest.
    """

    home: Path
    folder: Path = field(default_factory=binaries)
    uid: int | None = field(default_factory=_unprivileged)
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Its DATABASE_URL."""
        return f"postgresql://panah@{HERE}:{self.port}/postgres"

    def make(self) -> None:
        """Make the data folder."""
        if self.uid is not None:
            os.chown(self.home, self.uid, -1)
        options = ["-U", "panah", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(
            [self.folder / "initdb", "-D", self.home / "data", *options], check=True, **self._quiet()
        )

    def start(self) -> None:
        """Start it; `wait` says when it answers."""
        options = ["-c", f"listen_addresses={HERE}", "-c", f"unix_socket_directories={self.home}"]
        command = [f"{self.folder}/postgres", "-D", f"{self.home}/data", "-p", str(self.port), *options]
        with self._log().open("ab") as log:
            self.process = subprocess.Popen(command, **self._quiet() | {"stderr": log})

    def answers(self) -> bool:
        """Whether it takes connections now."""
        who = ["-h", HERE, "-p", str(self.port), "-U", "panah", "-d", "postgres"]
        return subprocess.run([self.folder / "pg_isready", "-q", *who], check=False).returncode == 0

    def has_ended(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

    def wait(self) -> None:
        """Wait until it answers; raises RuntimeError when it ended or takes too long."""
        for _ in range(300):
            if self.answers():
                return
            if self.process is None or self.has_ended():
                break
            time.sleep(0.1)
        raise RuntimeError(f"the throw-away PostgreSQL did not start:\n{self.says()}")

    def kill(self) -> None:
        """End it and all its backends without a word, in the middle of whatever they do.

        It is halted first, so that it forks nobody whom we do not see. A backend that is killed while it writes to
        disk ends only when the disk has answered, and as long as one is left no new server starts on its data.
        """
        if self.process is None or self.has_ended():
            return
        mother = self.process.pid
        self.process.send_signal(signal.SIGSTOP)
        os.waitid(os.P_PID, mother, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        backends = Path(f"/proc/{mother}/task/{mother}/children").read_text(encoding="ascii").split()
        handles = [os.pidfd_open(int(backend)) for backend in backends]
        for handle in handles:
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        for handle in handles:
            select.select([handle], [], [])
            os.close(handle)

    def stop(self) -> None:
        """Ask it to end without waiting for its clients."""
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=30)

    def says(self) -> str:
        """Give the last lines of its log."""
        return last_words(self._log())

    def _log(self) -> Path:
        return self.home / "log"

    def _quiet(self) -> Any:
        nowhere = subprocess.DEVNULL
        return {"stdout": nowhere, "stderr": nowhere, "cwd": self.home, "user": self.uid}


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Start a server, yield its DATABASE_URL, stop it and remove its data."""
    with throwaway_server() as server:
        yield server.url


@contextmanager
def throwaway_server() -> Iterator[Server]:
    """Start a server and yield it; in the end stop it and remove its data."""
    server = Server(Path(tempfile.mkdtemp(prefix="panah-pg-")))
    try:
        server.make()
        server.start()
        server.wait()
        yield server
    finally:
        server.stop()
        shutil.rmtree(server.home, ignore_errors=True)
