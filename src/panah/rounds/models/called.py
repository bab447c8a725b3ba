"""Who takes part in a round."""

from django.db import models

from panah.casework.models import Case
from panah.registry.models import Household
from panah.rounds.models.rounds import RegistrationRound


class CalledHousehold(models.Model):
    """One household in a round with its case: called when it opened, or let in afterwards (`is_late`).

    `first_expiry` is the earliest day on which a paper of a member ends, as it was known then; None where none says.
    """

    round = models.ForeignKey(RegistrationRound, on_delete=models.PROTECT, related_name="called")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="called")
    people = models.PositiveSmallIntegerField()
    first_expiry = models.DateField(null=True)
    is_late = models.BooleanField(default=False, db_default=False)

    class Meta:
        """A household takes part in a round once."""

        constraints = (models.UniqueConstraint(fields=["round", "household"], name="rounds_called_once"),)

    def __str__(self) -> str:
        return f"household {self.household_id} in {self.round_id}"
