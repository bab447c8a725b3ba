"""What every dated fact has in common."""

from typing import ClassVar

from django.db import models
from django.db.models import BaseConstraint, F, Q

from panah.registry.models.events import LifeEvent

STANDING = Q(retracted_at=None, valid_until=None)
"""The facts that stand now: not taken back, with no end."""


class Fact(models.Model):
    """Something true from a day until (not including) another, known from a moment until it was taken back.

    Rows are never changed: to end or correct a fact its row is retracted and another recorded, so that the
    registry can be read as of any day, as it was known at any moment (UTC).
    """

    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    retracted_at = models.DateTimeField(null=True)
    event = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, related_name="+")
    retracted_by = models.ForeignKey(LifeEvent, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """A fact lasts at least a day; whoever retracts it is named."""

        abstract = True
        constraints: ClassVar[tuple[BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(valid_until__gt=F("valid_from")), name="%(class)s_lasts"
            ),
            models.CheckConstraint(
                condition=Q(retracted_at=None, retracted_by=None)
                | Q(retracted_at__isnull=False, retracted_by__isnull=False),
                name="%(class)s_retraction_has_its_event",
            ),
        )
