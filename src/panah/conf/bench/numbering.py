"""Numbering letters from eight processes at once, beside a bare locked counter that writes the same rows."""

import multiprocessing
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from django.db import connection, connections, transaction

from panah.conf.bench.measuring import Figure
from panah.correspondence.models import Letter, Register
from panah.correspondence.operations import LetterText, number_letter
from panah.correspondence.queries import registers_with_gaps, secretariat_above
from panah.foundation.clock import local_date, utc_now
from panah.organisation.models import Office
from panah.organisation.roles import OfficeKind

LETTERS: Final = 10_000
PROCESSES: Final = 8
ROUNDS: Final = 3
COUNT: Final = "UPDATE correspondence_register SET last = last + 1 WHERE id = %s RETURNING last"
"""One statement locks the row, counts and tells the number."""


def figures() -> Iterator[Figure]:
    """Letters a second of both; the registers are gapless afterwards, or there is no figure."""
    office = Office.objects.filter(kind=OfficeKind.DIRECTORATE).order_by("pk")[0]
    ours: list[float] = []
    bare: list[float] = []
    number_letter(office=office, text=_text(), now=utc_now())
    for _ in range(ROUNDS):
        bare.append(_letters_a_second(_count, office.pk))
        ours.append(_letters_a_second(_number, office.pk))
    if gaps := registers_with_gaps():
        raise SystemExit(f"registers with gaps: {gaps}")
    yield Figure(
        "letters numbered by 8 processes, a second, over a bare locked counter",
        connection.vendor,
        sorted(ours)[ROUNDS // 2],
        sorted(bare)[ROUNDS // 2],
        0.5,
        at_least=True,
    )


def _letters_a_second(work: Callable[[int, int], None], office: int) -> float:
    connections.close_all()
    share = LETTERS // ROUNDS // PROCESSES
    forked = multiprocessing.get_context("fork")
    workers = [forked.Process(target=work, args=(office, share)) for _ in range(PROCESSES)]
    begun = time.monotonic()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    taken = time.monotonic() - begun
    if any(worker.exitcode for worker in workers):
        raise SystemExit("a process that numbered letters stopped")
    return share * PROCESSES / taken


def _number(office: int, share: int) -> None:
    place = Office.objects.get(pk=office)
    for _ in range(share):
        number_letter(office=place, text=_text(), now=utc_now())


def _count(office: int, share: int) -> None:
    secretariat = secretariat_above(Office.objects.get(pk=office))
    register = Register.objects.filter(secretariat=secretariat).order_by("-year")[0]
    for _ in range(share):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(COUNT, [register.pk])
            n = int(cursor.fetchone()[0])
            _letter(register, n, office, utc_now()).save()


def _letter(register: Register, n: int, office: int, now: datetime) -> Letter:
    return Letter(
        register=register,
        n=n,
        number=f"bench/{register.year}/{n}",
        office_id=office,
        dated=local_date(now),
        direction="outgoing",
        kind="bench",
        subject="سنجش",
        signed_by_role="bureau-director",
        signed_at=now,
    )


def _text() -> LetterText:
    return LetterText(kind="bench", subject="سنجش", signed_by_role="bureau-director")
