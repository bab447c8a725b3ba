"""Writing down, from the case of a head who leaves, who heads the household now or stands in meanwhile (S30)."""

from datetime import datetime
from typing import Final

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.models import Case
from panah.casework.operations.locking import locked_case
from panah.casework.queries.following import following
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, NotAllowed
from panah.registry.models import Household, Person
from panah.registry.operations import appoint_temporary_head, change_head
from panah.registry.values import Entry

LEFT: Final = "سرپرست پیشین به خواست خود از کشور رفته است."
ON_THE_WAY: Final = "سرپرست برای رفتن برگهٔ خروج گرفته است و کارتش نزد اداره است."


@transaction.atomic
def follow_head(*, case_id: int, person_id: int, actor: Actor, now: datetime) -> None:
    """Make a member the head where the head has left; let them stand in where the head is on the way.

    Raises Conflict("head-settled") where nobody is needed any more or this person may not, NotAllowed("not-your-role"),
    and what `change_head` raises.
    """
    case: Case = locked_case(case_id)
    found = following(case_id, actor=actor, now=now)
    if found is None or person_id not in {one.person_id for one in found.heirs}:
        raise Conflict("head-settled", case=case.pk)
    if not found.role:
        raise NotAllowed("not-your-role", case=case.pk)
    entry = Entry(
        on=local_date(now),
        now=now,
        actor_id=actor.account_id,
        role=found.role,
        reason=LEFT if found.has_left else ON_THE_WAY,
        evidence=f"پروندهٔ {case.number}",
    )
    household = Household.objects.get(pk=found.household_id)
    person = Person.objects.get(pk=person_id)
    if found.has_left:
        change_head(entry=entry, household=household, head=person)
    else:
        appoint_temporary_head(entry=entry, household=household, person=person)
