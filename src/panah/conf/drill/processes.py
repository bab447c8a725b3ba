"""Panah's own processes as an operator starts them, each of which may be killed without a word and started again."""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.error import URLError
from urllib.request import urlopen

from panah.conf.throwaway_postgres import last_words


class Breakable(Protocol):
    """Whatever can be killed and started: a database server, or one of our processes."""

    def start(self) -> None:
        """Start it; what it needs is there."""

    def answers(self) -> bool:
        """Whether it works now."""

    def has_ended(self) -> bool:
        """Whether it was started and runs no more."""

    def kill(self) -> None:
        """End it and its children in the middle of whatever they do; nothing of them is left."""

    def says(self) -> str:
        """Give the last lines of its log."""


@dataclass(slots=True)
class Process:
    """`./panah` with these words; `answers_at` is the address that tells when it is ready, `logs` where it writes."""

    words: Sequence[str]
    logs: Path
    answers_at: str = ""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a group of its own."""
        command = [sys.executable, "-m", "panah", *self.words]
        with self._log().open("ab") as log:
            self.process = subprocess.Popen(command, start_new_session=True, stdout=log, stderr=log)

    def answers(self) -> bool:
        """Whether its address answers with 200; without an address, whether it runs."""
        if not self.answers_at:
            return not self.has_ended()
        with suppress(URLError, OSError), urlopen(self.answers_at, timeout=2) as answer:
            return bool(answer.status == 200)
        return False

    def has_ended(self) -> bool:
        """Whether it was started and runs no more."""
        return self.process is not None and self.process.poll() is not None

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

    def says(self) -> str:
        """Give the last lines of its log."""
        return last_words(self._log())

    def _log(self) -> Path:
        return self.logs / f"{self.words[0]}.log"
