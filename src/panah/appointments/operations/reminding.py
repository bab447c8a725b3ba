"""Reminding households of a time that is near; once for each time."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import CharField, Exists, F, OuterRef, Value
from django.db.models.functions import Cast, Concat

from panah.appointments.models import Appointment
from panah.appointments.operations.telling import SOON, tell
from panah.appointments.rules.changes import State
from panah.casework.models import OutboxMessage

BEFORE: Final = timedelta(hours=48)
"""So long before their time people are reminded: a day is left to find somebody for the shop or the children."""
NOT_SOONER: Final = timedelta(days=3)
"""Who was told of their time within these days is not told again."""


def remind_of_times(*, now: datetime, most: int = 500) -> int:
    """Note for each standing appointment that is near what its people hear once more; returns how many.

    Asked again it notes nothing twice. What was booked in these days was told in these days.
    """
    key = Concat(
        Value("appointment:"),
        Cast(OuterRef("pk"), CharField()),
        Value(":"),
        Cast(OuterRef("ver"), CharField()),
        Value(SOON),
    )
    near = Appointment.objects.filter(
        state=State.BOOKED,
        case__isnull=False,
        person=None,
        slot__starts_at__gt=now,
        slot__starts_at__lte=now + BEFORE,
        booked_at__lte=F("slot__starts_at") - BEFORE - NOT_SOONER,
    )
    due = near.exclude(Exists(OutboxMessage.objects.filter(key=key))).select_related("slot")
    ones = list(due.order_by("slot__starts_at", "pk")[:most])
    tell(ones, now=now, again=SOON)
    return len(ones)
