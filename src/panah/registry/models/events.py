"""Life events: what happened, who recorded it, and what it took back."""

from django.db import models
from django.db.models import Q

from panah.organisation.models import Account
from panah.registry.words import EventKind


class LifeEvent(models.Model):
    """One event of a life or a household, on a day, recorded at a moment (UTC).

    All facts it recorded and retracted point to it, so that it can be reversed whole; a reversal is an event
    of its own. ``household`` is the one it is told in.
    """

    kind = models.CharField(max_length=20)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey("Household", on_delete=models.PROTECT, null=True, related_name="events")
    reason = models.CharField(max_length=300, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    reverses = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="reversed_by")

    class Meta:
        """Known kinds; a reversal says what it reverses and why."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in EventKind]), name="event_kind_is_known"
            ),
            models.CheckConstraint(
                condition=(Q(kind=EventKind.REVERSAL.value) & Q(reverses__isnull=False) & ~Q(reason=""))
                | (~Q(kind=EventKind.REVERSAL.value) & Q(reverses=None)),
                name="event_reversal_has_object_and_reason",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"


class LifeEventSubject(models.Model):
    """A person an event is about, and as what: newborn, mother, deceased, head."""

    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="subjects")
    person = models.ForeignKey("Person", on_delete=models.PROTECT, related_name="life_events")
    role = models.CharField(max_length=20)

    class Meta:
        """Once per role."""

        constraints = (
            models.UniqueConstraint(fields=["event", "person", "role"], name="event_subject_once"),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.person_id}"
