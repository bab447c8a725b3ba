"""Ending the right by which people stay, and restoring it, for many at once; nobody's ends by another's act (S5)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from panah.foundation.clock import local_date
from panah.foundation.errors import NotAllowed
from panah.registry.models import Fact, ResidenceStatus, StatusEnd
from panah.registry.models.base import STANDING
from panah.registry.operations.motion import Matter, Motion
from panah.registry.words import EventKind, StatusCause


def end_statuses(*, matters: Sequence[Matter], cause: StatusCause, now: datetime) -> int:
    """End the status of these people today, for a named cause, on the word of two officers; returns how many.

    Who has none keeps none. A constant number of statements for any number of people. Raises
    NotAllowed("two-officers-needed") when somebody's matter was not confirmed by a second one (S8).
    """
    of = {matter.person_id: matter for matter in matters}
    confirmed = {matter.person_id: _confirmed(matter) for matter in matters}
    today = local_date(now)
    with transaction.atomic():
        standing = list(ResidenceStatus.objects.filter(STANDING, person__in=of).order_by("pk"))
        if not standing:
            return 0
        meant = {status.person_id for status in standing}
        motion = Motion.begin(EventKind.STATUS, [m for m in matters if m.person_id in meant], now=now)
        for status in standing:
            motion.end(status.person_id, status, today)
            end = _end(status, cause, of[status.person_id], now)
            end.confirmed_by_id = confirmed[status.person_id]
            motion.state(status.person_id, end)
        motion.write()
    return len(standing)


def restore_statuses(*, matters: Sequence[Matter], now: datetime) -> int:
    """Give back the statuses that these cases, or those they follow, ended; returns to how many people.

    The event that ended one is taken back whole: the status stands as if it had never ended, and that it was ended is
    still found as known then (S11). Whoever got another status meanwhile keeps that one.
    """
    of = {matter.person_id: matter for matter in matters}
    with transaction.atomic():
        ended = StatusEnd.objects.filter(STANDING, person__in=of).order_by("pk")
        ours = [end for end in ended if end.case_number in of[end.person_id].cases]
        moved_on = _with_a_status([end.person_id for end in ours])
        events = {end.person_id: end.event_id for end in ours if end.person_id not in moved_on}
        if not events:
            return 0
        meant = [matter for matter in matters if matter.person_id in events]
        motion = Motion.begin(EventKind.REVERSAL, meant, now=now, reverses=events)
        stated, taken_back = _written_by(list(events.values()))
        for fact in stated:
            motion.take_back(fact)
        for fact in taken_back:
            motion.state_again(fact)
        motion.write()
    return len(events)


def _confirmed(matter: Matter) -> int:
    """The second officer. Raises NotAllowed("two-officers-needed")."""
    if matter.confirmed_by is None or matter.confirmed_by == matter.decided_by:
        raise NotAllowed("two-officers-needed", case=matter.case_number)
    return matter.confirmed_by


def _end(status: ResidenceStatus, cause: StatusCause, matter: Matter, now: datetime) -> StatusEnd:
    return StatusEnd(
        person_id=status.person_id,
        kind=status.kind,
        cause=cause,
        case_number=matter.case_number,
        decided_by_id=matter.decided_by,
        valid_from=local_date(now),
    )


def _with_a_status(persons: Sequence[int]) -> set[int]:
    return set(
        ResidenceStatus.objects.filter(STANDING, person__in=persons).values_list("person_id", flat=True)
    )


def _written_by(events: Sequence[int]) -> tuple[list[Fact], list[Fact]]:
    """What these events stated that still stands, and what they took back."""
    found: dict[bool, list[Fact]] = defaultdict(list)
    for model in (ResidenceStatus, StatusEnd):
        touched = model._default_manager.filter(Q(event__in=events) | Q(retracted_by__in=events))
        for fact in touched.order_by("pk"):
            if fact.retracted_by_id in set(events):
                found[False].append(fact)
            elif fact.retracted_at is None:
                found[True].append(fact)
    return found[True], found[False]
