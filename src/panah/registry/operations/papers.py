"""What officers do to the papers people hold, for many at once: suspend, invalidate, reinstate."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from panah.foundation.clock import local_date
from panah.registry.models import PaperHeld, PaperStanding
from panah.registry.models.base import STANDING
from panah.registry.operations.motion import Matter, Motion
from panah.registry.queries.moments import as_of
from panah.registry.words import EventKind, PaperKind, PaperState


def suspend_papers(*, matters: Sequence[Matter], kinds: Collection[PaperKind], now: datetime) -> int:
    """Take the force of papers in people's hands until it is given back; what this case did before stands.

    Returns how many papers it changed. A constant number of statements for any number of people.
    """
    return _set(PaperState.SUSPENDED, matters, kinds, now)


def invalidate_papers(*, matters: Sequence[Matter], kinds: Collection[PaperKind], now: datetime) -> int:
    """Take the force of papers in people's hands for good; even that can be taken back by `reinstate_papers` (S11).

    A suspension of the same case ends with it. Returns how many papers it changed.
    """
    return _set(PaperState.INVALIDATED, matters, kinds, now)


def reinstate_papers(*, matters: Sequence[Matter], kinds: Collection[PaperKind], now: datetime) -> int:
    """Give papers back the force that these cases, or those they follow, took; what other cases took stays taken.

    Returns how many papers it changed.
    """
    of = {matter.person_id: matter for matter in matters}
    today = local_date(now)
    with transaction.atomic():
        taken = PaperStanding.objects.filter(STANDING, person__in=of, kind__in=kinds).order_by("pk")
        ours = [fact for fact in taken if fact.case_number in of[fact.person_id].cases]
        if not ours:
            return 0
        motion = Motion.begin(EventKind.PAPER, _of_persons(matters, {f.person_id for f in ours}), now=now)
        for fact in ours:
            motion.end(fact.person_id, fact, today)
        motion.write()
    return len(ours)


def _set(state: PaperState, matters: Sequence[Matter], kinds: Collection[PaperKind], now: datetime) -> int:
    of = {matter.person_id: matter for matter in matters}
    today = local_date(now)
    with transaction.atomic():
        held = PaperHeld.objects.filter(as_of(today), person__in=of, kind__in=kinds).order_by("pk")
        before = {
            (fact.person_id, fact.kind, fact.number, fact.case_number): fact
            for fact in PaperStanding.objects.filter(STANDING, person__in=of, kind__in=kinds)
        }
        changes = [
            (paper, standing)
            for paper in {(one.person_id, one.kind, one.number): one for one in held}.values()
            if _changes(standing := before.get((*_name(paper), of[paper.person_id].case_number)), state)
        ]
        if not changes:
            return 0
        meant = {paper.person_id for paper, _ in changes}
        motion = Motion.begin(EventKind.PAPER, _of_persons(matters, meant), now=now)
        for paper, standing in changes:
            if standing is not None:
                motion.end(paper.person_id, standing, today)
            motion.state(paper.person_id, _standing(paper, state, of[paper.person_id], now))
        motion.write()
    return len(changes)


def _changes(before: PaperStanding | None, state: PaperState) -> bool:
    """Nothing is suspended that is invalidated, nor done twice."""
    return before is None or (before.state == PaperState.SUSPENDED and state == PaperState.INVALIDATED)


def _standing(paper: PaperHeld, state: PaperState, matter: Matter, now: datetime) -> PaperStanding:
    return PaperStanding(
        person_id=paper.person_id,
        kind=paper.kind,
        number=paper.number,
        state=state,
        reason=matter.reason,
        case_number=matter.case_number,
        decided_by_id=matter.decided_by,
        valid_from=local_date(now),
    )


def _name(paper: PaperHeld) -> tuple[int, str, str]:
    return paper.person_id, paper.kind, paper.number


def _of_persons(matters: Sequence[Matter], persons: set[int]) -> list[Matter]:
    return [matter for matter in matters if matter.person_id in persons]
