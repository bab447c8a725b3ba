"""Panah's own processes as an operator starts them, each of which may be killed without a word and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol
from urllib.error import URLError
from urllib.request import urlopen

STARTS_WITHIN = 90.0


class Breakable(Protocol):
    """Whatever can be killed and started: a database server, or one of our processes."""

    def start(self) -> None:
        """Start it; what it needs is there."""

    def wait(self) -> None:
        """Wait until it works."""

    def kill(self) -> None:
        """End it and its children in the middle of whatever they do."""


@dataclass(slots=True)
class Process:
    """`./panah` with these words; `answers_at` is the address that tells when it is ready."""

    words: Sequence[str]
    answers_at: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a group of its own."""
        command = [sys.executable, "-m", "panah", *self.words]
        nowhere = subprocess.DEVNULL
        self.process = subprocess.Popen(command, start_new_session=True, stdout=nowhere, stderr=nowhere)

    def kill(self) -> None:
        """Kill it with its children."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end; who does not is killed."""
        if self.process is not None:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=15)
            self.kill()

    def wait(self) -> None:
        """Wait until it answers; raises TimeoutError."""
        until = time.monotonic() + STARTS_WITHIN
        while self.answers_at and time.monotonic() < until:
            with suppress(URLError, OSError), urlopen(self.answers_at, timeout=2) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.2)
        if self.answers_at:
            raise TimeoutError(self.answers_at)
