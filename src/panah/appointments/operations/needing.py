"""Saying what a household, or one of it alone, needs of a time; nothing has to be proved."""

from datetime import datetime

from django.db import transaction

from panah.appointments.models import Appointment, SaidNeeds
from panah.appointments.operations.ground import booking_role, note
from panah.appointments.rules.needs import ALL_NEEDS
from panah.casework.engine.authority import Actor
from panah.foundation.errors import InvalidInput
from panah.organisation.models import Office
from panah.registry.models import Household


def say_needs(
    *,
    household: Household,
    needs: int,
    actor: Actor,
    now: datetime,
    person_id: int | None = None,
    office: Office | None = None,
) -> None:
    """Write down what is needed, as one number; the latest word counts, and rules what is offered from now on.

    A standing appointment keeps its time and bears the needs, so that the office sees them. `office` is where staff
    stand who write it down. Raises InvalidInput("needs-unknown"), NotFound("appointment-unknown").
    """
    if not 0 <= needs <= int(ALL_NEEDS):
        raise InvalidInput("needs-unknown", needs=needs)
    role = booking_role(actor, household, office or household.office, now=now, person_id=person_id)
    with transaction.atomic():
        SaidNeeds.objects.create(
            household=None if person_id else household,
            person_id=person_id,
            needs=needs,
            said_at=now,
            said_by_id=actor.account_id,
        )
        standing = Appointment.objects.select_for_update(of=("self",)).select_related("slot__office")
        rows = standing.filter(household=household, person=person_id, ended_at=None).exclude(needs=needs)
        for one in rows.order_by("pk"):
            one.needs = needs
            one.ver += 1
            one.save(update_fields=["needs", "ver"])
            note(one, kind="needs-said", actor=actor, role=role, now=now, office=one.slot.office.code)
