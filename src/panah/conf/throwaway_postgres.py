"""A PostgreSQL server for one run, from the machine's own binaries, as an unprivileged user."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def _unprivileged() -> int | None:
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_ready(folder: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        ready = subprocess.run([folder / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)], check=False)
        if ready.returncode == 0:
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError("the throw-away PostgreSQL did not start")


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """Start a server, yield its DATABASE_URL, stop it and remove its data.

    Durability is left as PostgreSQL ships it, so that figures taken on it are honest.
    """
    folder, uid, port = binaries(), _unprivileged(), _free_port()
    home = Path(tempfile.mkdtemp(prefix="panah-pg-"))
    if uid is not None:
        os.chown(home, uid, -1)
    data = home / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": home, "user": uid}
    subprocess.run(
        [folder / "initdb", "-D", data, "-U", "panah", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8"],
        check=True,
        **quiet,  # type: ignore[call-overload]  # subprocess types its options one by one
    )
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={home}"]
    server = subprocess.Popen(  # type: ignore[call-overload]  # the same
        [folder / "postgres", "-D", data, "-p", str(port), *options], **quiet
    )
    try:
        _wait_until_ready(folder, port, server)
        yield f"postgresql://panah@127.0.0.1:{port}/postgres"
    finally:
        server.terminate()
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)
