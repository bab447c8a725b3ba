"""What a household, or one of it alone, said it needs of a time."""

from django.db import models
from django.db.models import Q

from panah.appointments.rules.needs import ALL_NEEDS
from panah.organisation.models import Account
from panah.registry.models import Household, Person


class SaidNeeds(models.Model):
    """Needs as they were said at a moment (UTC), as one number; the latest counts, and what was said before stays.

    Of a household, or of one person alone, which their household does not hear of (S29).
    """

    household = models.ForeignKey(Household, on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    needs = models.PositiveSmallIntegerField()
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Of one or the other; only needs that are known."""

        constraints = (
            models.CheckConstraint(
                condition=Q(household=None, person__isnull=False) | Q(household__isnull=False, person=None),
                name="appointments_needs_of_somebody",
            ),
            models.CheckConstraint(condition=Q(needs__lte=int(ALL_NEEDS)), name="appointments_needs_known"),
        )
        indexes = (
            models.Index(fields=["household", "-id"], name="appointments_needs_house"),
            models.Index(fields=["person", "-id"], name="appointments_needs_person"),
        )

    def __str__(self) -> str:
        return f"needs {self.needs}"
