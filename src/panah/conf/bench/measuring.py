"""CPU of this process and of its own database backend, floor and subject in turn, medians."""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from django.db import connection

TIMES = 7
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: both sides, their ratio, and whether it keeps the limit. Units stand in the name.

    `holds` is `ratio <= limit`, or `>=` where `at_least` says so.
    """

    name: str
    database: str
    subject: float
    floor: float
    limit: float
    at_least: bool = False

    @property
    def ratio(self) -> float:
        """Subject over floor."""
        return self.subject / self.floor

    @property
    def holds(self) -> bool:
        """Whether the limit is kept."""
        return self.ratio >= self.limit if self.at_least else self.ratio <= self.limit

    def as_json(self) -> dict[str, object]:
        """The line a machine reads."""
        return {
            "name": self.name,
            "database": self.database,
            "subject": round(self.subject, 6),
            "floor": round(self.floor, 6),
            "ratio": round(self.ratio, 3),
            "limit": self.limit,
            "holds": self.holds,
        }


def backend_pid() -> int | None:
    """The process that serves our connection on PostgreSQL."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def cpu_seconds(backend: int | None) -> float:
    """CPU of this process, and of the backend from /proc."""
    own = time.process_time()
    if backend is None:
        return own
    fields = Path(f"/proc/{backend}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return own + (int(fields[11]) + int(fields[12])) / TICKS


def alternate(
    floor: Callable[[], object], subject: Callable[[], object], *, times: int = TIMES
) -> tuple[float, float]:
    """Run floor and subject in turn; returns the medians of their CPU seconds (floor, subject)."""
    backend = backend_pid()
    taken: tuple[list[float], list[float]] = ([], [])
    for run in (floor, subject):
        run()
    for _ in range(times):
        for side, run in enumerate((floor, subject)):
            begun = cpu_seconds(backend)
            run()
            taken[side].append(cpu_seconds(backend) - begun)
    return median(taken[0]), median(taken[1])
