"""Three hundred who book at once for too few places, from as many connections as fit, beside bare locked inserts."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from multiprocessing.queues import Queue
from statistics import median
from typing import Final

from django.db import connection, connections, transaction

from panah.appointments.models import Appointment, Slot
from panah.appointments.operations import book
from panah.casework.engine.authority import SYSTEM
from panah.conf.bench.measuring import Figure
from panah.foundation.clock import local_date, utc_now
from panah.foundation.errors import PanahError
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind
from panah.registry.models import Household

BOOKERS: Final = 300
PLACES: Final = 100
PROCESSES: Final = 12
ROUNDS: Final = 5
MINUTES: Final = 20
COUNT: Final = "SELECT taken, places FROM appointments_slot WHERE id = %s"
"""The bare side reads the places under the lock, and writes the row and its event; it checks nothing else."""

type Outcomes = "Queue[str]"


def figures() -> Iterator[Figure]:
    """Bookings answered a second by both; a place given twice, or any word but "full", leaves no figure."""
    ours: list[float] = []
    bare: list[float] = []
    for turn in range(ROUNDS):
        bare.append(_rush(_insert, f"bare-{turn}"))
        ours.append(_rush(_book, f"rush-{turn}"))
    yield Figure(
        f"{BOOKERS} who book at once for {PLACES} places, answered a second over bare locked inserts",
        connection.vendor,
        median(ours),
        median(bare),
        0.3,
        at_least=True,
    )


def _rush(work: Callable[[int, str, list[int], Outcomes], None], purpose: str) -> float:
    slot = _slot()
    households = list(Household.objects.order_by("pk").values_list("pk", flat=True)[:BOOKERS])
    if len(households) < BOOKERS:
        raise SystemExit(f"the province has only {len(households)} households")
    connections.close_all()
    forked = multiprocessing.get_context("fork")
    said: Outcomes = forked.Queue()
    workers = [
        forked.Process(target=work, args=(slot.pk, purpose, households[n::PROCESSES], said))
        for n in range(PROCESSES)
    ]
    begun = time.monotonic()
    for worker in workers:
        worker.start()
    outcomes = [said.get(timeout=120) for _ in households]
    for worker in workers:
        worker.join()
    taken = time.monotonic() - begun
    _refuse_faults(slot.pk, outcomes)
    return BOOKERS / taken


def _slot() -> Slot:
    office = Office.objects.filter(kind=OfficeKind.SERVICE_OFFICE).order_by("pk")[0]
    starts_at = utc_now().replace(microsecond=0) + timedelta(days=30)
    starts_at += timedelta(seconds=Slot.objects.count())
    return Slot.objects.create(
        office=office,
        starts_at=starts_at,
        day=local_date(starts_at),
        minutes=MINUTES,
        places=PLACES,
    )


def _refuse_faults(slot: int, outcomes: list[str]) -> None:
    row = Slot.objects.get(pk=slot)
    booked = Appointment.objects.filter(slot=slot)
    whole = row.taken == PLACES == booked.count() == booked.values("household").distinct().count()
    right = sorted(outcomes) == ["booked"] * PLACES + ["slot-full"] * (BOOKERS - PLACES)
    if not (whole and right):
        raise SystemExit(f"{row.taken} of {PLACES} taken; answers: {sorted(set(outcomes))}")


def _book(slot: int, purpose: str, households: list[int], said: Outcomes) -> None:
    for household in Household.objects.select_related("office").filter(pk__in=households):
        try:
            book(
                slot_id=slot,
                household=household,
                purpose=purpose,
                minutes=MINUTES,
                needs=0,
                actor=SYSTEM,
                now=utc_now(),
            )
            said.put("booked")
        except PanahError as error:
            said.put(error.code)
        except Exception as error:  # noqa: BLE001  # any other answer is the fault this looks for
            said.put(repr(error))


def _insert(slot: int, purpose: str, households: list[int], said: Outcomes) -> None:
    for household in households:
        said.put("booked" if _inserted(slot, purpose, household, utc_now()) else "slot-full")


def _inserted(slot: int, purpose: str, household: int, now: datetime) -> bool:
    lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT + lock, [slot])
        taken, places = cursor.fetchone()
        if taken == places:
            return False
        at = connection.ops.adapt_datetimefield_value(now)
        cursor.execute(
            "INSERT INTO appointments_appointment (purpose, household_id, slot_id, minutes, state, booked_at, ver)"
            " VALUES (%s, %s, %s, %s, 'booked', %s, 1) RETURNING id",
            [purpose, household, slot, MINUTES, at],
        )
        number = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO audit_event (stream, seq, kind, at, role, office, case_number, step, word, about)"
            " VALUES (%s, 1, 'appointment-booked', %s, 'system', '', '', '', '', %s)",
            [f"appointment:{number}", at, f"household:{household}"],
        )
    return True
