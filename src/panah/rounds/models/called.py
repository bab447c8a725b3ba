"""Who takes part in a round."""

from django.db import models

from panah.casework.models import Case
from panah.registry.models import Household, Person
from panah.rounds.models.rounds import RegistrationRound
from panah.rounds.rules.coverage import Rule


class PersonInRound(models.Model):
    """What the order of a round said of one person when it opened: the `rule` by which they are called, or are not."""

    round = models.ForeignKey(RegistrationRound, on_delete=models.PROTECT, related_name="judged")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rule = models.CharField(max_length=24)

    class Meta:
        """A person is judged once for a round, by a known rule."""

        constraints = (
            models.UniqueConstraint(fields=["round", "person"], name="rounds_person_once"),
            models.CheckConstraint(
                condition=models.Q(rule__in=[rule.value for rule in Rule]), name="rounds_person_rule"
            ),
        )

    def __str__(self) -> str:
        return f"person {self.person_id} in {self.round_id}: {self.rule}"


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
