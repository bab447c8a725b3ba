"""Taking what is due: leased before it is worked on, so that whoever is killed leaves it to be done again."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Model, QuerySet


def lease[Row: Model](due: QuerySet[Row], *, until: datetime, most: int = 1, **marks: Any) -> list[Row]:
    """Take the first rows of what is due: one attempt more, `next_at` moved to `until` (UTC), and `marks` set.

    Rows that another worker is taking are passed over.
    """
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True, of=("self",))
        rows = list(due[:most])
        if rows:
            taken = due.model._default_manager.filter(pk__in=[row.pk for row in rows])
            taken.update(attempts=F("attempts") + 1, next_at=until, **marks)
    return [_taken(row) for row in rows]


def send_round[Row](
    take: Callable[[], list[Row]], send: Callable[[Row], tuple[bool, bool]], *, most: int
) -> int:
    """Take and send one at a time, until nothing is due or nobody answers; returns how many were accepted.

    `send` tells whether it was accepted, and whether anybody answered at all: a silent system holds up nothing else.
    """
    accepted = 0
    for _ in range(most):
        rows = take()
        if not rows:
            break
        was_accepted, was_heard = send(rows[0])
        accepted += was_accepted
        if not was_heard:
            break
    return accepted


def _taken[Row: Model](row: Row) -> Row:
    row.attempts += 1  # type: ignore[attr-defined]  # every row of a queue counts its attempts
    return row
