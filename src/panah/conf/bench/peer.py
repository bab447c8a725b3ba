"""The same step moved by another engine: state read and written per case, events and worklist rows beside it."""

from collections.abc import Iterable
from datetime import datetime
from statistics import median
from typing import Protocol

from django.db import connection, transaction

from panah.casework.engine import sql
from panah.conf.bench.measuring import TIMES, Figure, backend_pid, cpu_seconds

SAMPLE = 100
LEAST = {"sqlite": 40.0, "postgresql": 20.0}
PEOPLE = ("1", "2")
TABLES = (
    "CREATE TABLE bench_peer_case (id bigint PRIMARY KEY, state text NOT NULL)",
    """
    CREATE TABLE bench_peer_event (case_id bigint, seq integer, step text, word text, about text, actor bigint,
                                   at text, PRIMARY KEY (case_id, seq))
    """,
    """
    CREATE TABLE bench_peer_item (case_id bigint, about text, step text, opened_at text, closed_at text, word text,
                                  PRIMARY KEY (case_id, about, step))
    """,
    "CREATE INDEX bench_peer_item_open ON bench_peer_item (step, case_id) WHERE closed_at IS NULL",
)


class Peer(Protocol):
    """Another engine that keeps each case as one text."""

    def begin(self, people: tuple[str, ...]) -> str:
        """The state of a case in which all these people stand at the step."""

    def say(self, state: str, who: str, word: str) -> tuple[str, Iterable[tuple[str, str | None]]]:
        """Say a word for one of them: the new state, and where everyone stands."""


def figure(peer: Peer, *, ours: float, cases: int, step: str, now: datetime) -> Figure:
    """Give what a case costs the peer against what it costs us (`ours`, CPU seconds, of so many `cases`)."""
    for table in TABLES:
        sql.run(table)
    state = peer.begin(PEOPLE)
    with connection.cursor() as cursor:
        numbers = range(1, SAMPLE * (TIMES + 1) + 1)
        cursor.executemany(
            "INSERT INTO bench_peer_case (id, state) VALUES (%s, %s)", [(one, state) for one in numbers]
        )
        cursor.executemany(
            "INSERT INTO bench_peer_item (case_id, about, step, opened_at) VALUES (%s, %s, %s, %s)",
            [(one, who, step, now.isoformat()) for one in numbers for who in PEOPLE],
        )
    backend, taken = backend_pid(), []
    for turn in range(TIMES + 1):
        begun = cpu_seconds(backend)
        _move(peer, turn * SAMPLE, step, now)
        taken.append((cpu_seconds(backend) - begun) / SAMPLE)
    name = f"SpiffWorkflow against us, CPU s a case moved one step, {SAMPLE} at once against {cases}"
    return Figure(name, connection.vendor, median(taken[1:]), ours, LEAST[connection.vendor], at_least=True)


def _move(peer: Peer, above: int, step: str, now: datetime) -> None:
    """Move one person of each case, in one transaction, and write rows many at a time."""
    moment, who = now.isoformat(), PEOPLE[0]
    states: list[Row] = []
    opened: list[Row] = []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, state FROM bench_peer_case WHERE id > %s AND id <= %s ORDER BY id",
            [above, above + SAMPLE],
        )
        found = cursor.fetchall()
        for number, state in found:
            after, standing = peer.say(state, who, "approved")
            states.append((after, number))
            opened += [(number, who, place, moment) for place, one in standing if one == who]
        if len(opened) != SAMPLE:
            raise AssertionError(f"the peer opened {len(opened)} items for {SAMPLE} cases")
        _write(states, opened, (step, "approved", who, moment))


type Row = tuple[str | int, ...]


def _write(states: list[Row], opened: list[Row], said: tuple[str, str, str, str]) -> None:
    numbers = [number for _, number in states]
    step, word, who, moment = said
    with connection.cursor() as cursor:
        cursor.executemany("UPDATE bench_peer_case SET state = %s WHERE id = %s", states)
        cursor.executemany(
            """
            INSERT INTO bench_peer_event (case_id, seq, step, word, about, actor, at)
            VALUES (%s, 1, %s, %s, %s, 1, %s)
            """,
            [(number, step, word, who, moment) for number in numbers],
        )
        cursor.executemany(
            "UPDATE bench_peer_item SET closed_at = %s, word = %s WHERE case_id = %s AND about = %s AND step = %s",
            [(moment, word, number, who, step) for number in numbers],
        )
        cursor.executemany(
            "INSERT INTO bench_peer_item (case_id, about, step, opened_at) VALUES (%s, %s, %s, %s)", opened
        )
