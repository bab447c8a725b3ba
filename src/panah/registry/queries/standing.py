"""What the papers people hold are worth, and whose status ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q

from panah.registry.models import PaperHeld, PaperStanding, StatusEnd
from panah.registry.models.base import STANDING
from panah.registry.queries.moments import as_of
from panah.registry.words import PaperKind, PaperState, StatusCause

WORSE = {PaperState.VALID: 0, PaperState.SUSPENDED: 1, PaperState.INVALIDATED: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPaper:
    """A paper in somebody's hand and what it is worth; that its time is over is a date and stands beside it."""

    person_id: int
    kind: PaperKind
    number: str
    expires_on: date | None
    state: PaperState


def in_force(on: date) -> Q:
    """Give the predicate for held papers that no officer suspended or invalidated on a day."""
    taken = PaperStanding.objects.filter(
        as_of(on), person=OuterRef("person"), kind=OuterRef("kind"), number=OuterRef("number")
    )
    return Q(~Exists(taken))


def held_papers(
    persons: Collection[int],
    *,
    on: date,
    kinds: Collection[PaperKind] = tuple(PaperKind),
    known_at: datetime | None = None,
) -> list[HeldPaper]:
    """List the papers of these kinds that people held on a day, with what each was worth; two queries."""
    taken: dict[tuple[int, str, str], PaperState] = {}
    of = {"person__in": persons, "kind__in": kinds}
    for fact in PaperStanding.objects.filter(as_of(on, known_at=known_at), **of):
        name = (fact.person_id, fact.kind, fact.number)
        taken[name] = max(taken.get(name, PaperState.VALID), PaperState(fact.state), key=WORSE.__getitem__)
    held = PaperHeld.objects.filter(as_of(on, known_at=known_at), **of).order_by("person", "pk")
    return [
        HeldPaper(
            person_id=one.person_id,
            kind=PaperKind(one.kind),
            number=one.number,
            expires_on=one.expires_on,
            state=taken.get((one.person_id, one.kind, one.number), PaperState.VALID),
        )
        for one in held
    ]


def given_up() -> list[tuple[str, int]]:
    """Give the case number and person of every standing end of a status by one's own act."""
    ends = StatusEnd.objects.filter(STANDING, cause=StatusCause.RENOUNCED).order_by("pk")
    return list(ends.values_list("case_number", "person_id"))


def ended_statuses(persons: Collection[int], *, on: date) -> dict[int, StatusCause]:
    """Tell whose status had ended on a day, and why."""
    ends = StatusEnd.objects.filter(as_of(on), person__in=persons).values_list("person_id", "cause")
    return {person: StatusCause(cause) for person, cause in ends}
