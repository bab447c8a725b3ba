"""Whether the head of a household leaves in this case, and who may follow or stand in the same day (S30)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.foundation.clock import local_date
from panah.registry.models import Household
from panah.registry.queries import (
    Heir,
    acting_head,
    ended_statuses,
    head_of,
    held_papers,
    members_of,
    succession,
)
from panah.registry.words import PaperState

RECORDERS: Final = ("bureau-officer", "bureau-expert")
"""Who writes down another head: the bureau, never a contractor's clerk (S19)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """A head who left (`has_left`: another is needed), or whose card an office holds (one may stand in meanwhile).

    `heirs` are those who may, the nearest first; empty where somebody stands in already (`stands_in` by name). `role`
    is the one in which the reader may write it down, empty where they may not.
    """

    household_id: int
    head: str
    has_left: bool
    heirs: tuple[Heir, ...]
    stands_in: str
    role: str


def following(case_id: int, *, actor: Actor, now: datetime) -> Following | None:
    """Say what becomes of the household of this case; None where its head stays, or nobody is left to head it."""
    case = Case.objects.select_related("household__office").get(pk=case_id)
    household, today = case.household, local_date(now)
    head = head_of(household, on=today) if household else None
    if household is None or head is None or not case.subjects.filter(party=head.pk).exists():
        return None
    leaving = _leaving(household, now)
    if head.pk not in leaving:
        return None
    has_left = bool(ended_statuses([head.pk], on=today))
    line = succession(household, now, without=leaving - {head.pk})
    acting = acting_head(household, on=today)
    stands_in = acting.name if acting is not None and acting.pk != head.pk else ""
    heirs = line.heirs if has_left else () if stands_in else line.stand_ins
    if not heirs and not stands_in:
        return None
    return Following(
        household_id=household.pk,
        head=head.name,
        has_left=has_left,
        heirs=heirs,
        stands_in=stands_in,
        role=_role(actor, household),
    )


def _leaving(household: Household, now: datetime) -> set[int]:
    """The members who have left, or whose card is held because they are on the way."""
    today = local_date(now)
    members = [person.pk for person in members_of(household, on=today)]
    held = {one.person_id for one in held_papers(members, on=today) if one.state == PaperState.SUSPENDED}
    return held | ended_statuses(members, on=today).keys()


def _role(actor: Actor, household: Household) -> str:
    scope = actor.scope
    office = household.office
    if scope is None or office is None:
        return ""
    return next((role for role in RECORDERS if scope.allows(role, office.path)), "")
