"""Many who book at the same moment: as many as there are places get one, the others are told it is full."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

from django.db import connection

from factories.processes import environment, together
from factories.times import open_times

BOOKER = """
import sys
from datetime import datetime
import django
django.setup()
from panah.appointments.operations import book
from panah.casework.engine.authority import SYSTEM
from panah.foundation.errors import PanahError
from panah.registry.models import Household
slot, now = int(sys.argv[1]), datetime.fromisoformat(sys.argv[2])
for number in sys.argv[3].split(","):
    household = Household.objects.select_related("office").get(pk=number)
    try:
        book(slot_id=slot, household=household, purpose="rush", minutes=20, needs=0, actor=SYSTEM, now=now)
        print("booked", number, flush=True)
    except PanahError as error:
        print(error.code, number, flush=True)
"""

SWAPPER = """
import sys
from datetime import datetime
import django
django.setup()
from panah.appointments.operations import swap
from panah.casework.engine.authority import SYSTEM
from panah.foundation.errors import PanahError
now = datetime.fromisoformat(sys.argv[3])
for turn in range(4):
    for number in sys.argv[1].split(","):
        for slot in sys.argv[2].split(","):
            try:
                swap(appointment_id=int(number), slot_id=int(slot), actor=SYSTEM, now=now)
            except PanahError as error:
                assert error.code in {"slot-full", "appointment-moved"}, error
"""


def lines_of(said: list[str]) -> list[str]:
    return [line for out in said for line in out.splitlines()]


def rows(folder: Path, question: str) -> list[tuple[int, ...]]:
    """What the database of the processes says, whichever it is."""
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(folder / "panah.sqlite3")) as read:
            return list(read.execute(question))
    with connection.cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


def test_four_who_book_everything_at_once_share_the_places_and_nobody_gets_two(
    transactional_db: None, now: datetime, tmp_path: Path
) -> None:
    times = open_times(now)
    slot, _ = times.open(places=7)
    households = [str(times.household().pk) for _ in range(12)]
    each = [[str(slot.pk), times.now.isoformat(), ",".join(households)]] * 4
    said = lines_of(together(environment(tmp_path), BOOKER, each))
    booked = [line.split()[1] for line in said if line.startswith("booked")]
    assert len(booked) == len(set(booked)) == 7
    assert {line.split()[0] for line in said} <= {"booked", "slot-full", "already-booked"}
    assert rows(tmp_path, f"SELECT taken FROM appointments_slot WHERE id = {slot.pk}") == [(7,)]


def test_households_that_change_places_all_the_time_never_block_or_lose_one(
    transactional_db: None, now: datetime, tmp_path: Path
) -> None:
    times = open_times(now)
    first, second = times.open(places=2)
    mine = [str(times.book(slot).pk) for slot in (first, first, second)]
    there = [f"{first.pk},{second.pk}", f"{second.pk},{first.pk}"]
    each = [[",".join(mine), way, times.now.isoformat()] for way in there]
    together(environment(tmp_path), SWAPPER, each)
    (total,) = rows(tmp_path, "SELECT sum(taken) FROM appointments_slot")
    assert total[0] == 3
