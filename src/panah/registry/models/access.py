"""Whose account it is: a household's (level 1), or one person's, bound at a counter (level 2)."""

from django.db import models
from django.db.models import F, Q

from panah.organisation.models import Account
from panah.registry.models.households import Household
from panah.registry.models.parties import Person


class HouseholdAccount(models.Model):
    """An account of a household: proves a phone, not a person; opens shared work only."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="household_account")
    household = models.ForeignKey(Household, on_delete=models.PROTECT, related_name="accounts")
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.account_id} of {self.household_id}"


class Binding(models.Model):
    """An account bound to one person by an officer at a counter who saw them; nobody binds themselves."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="bindings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bindings")
    bound_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    bound_at = models.DateTimeField()
    proof = models.CharField(max_length=120)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One live person per account and one live account per person; bound by another."""

        constraints = (
            models.CheckConstraint(condition=~Q(account=F("bound_by")), name="nobody_binds_themselves"),
            models.UniqueConstraint(
                fields=["account"], condition=Q(ended_at=None), name="account_bound_once"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(ended_at=None), name="person_bound_once"),
        )

    def __str__(self) -> str:
        return f"{self.account_id} is {self.person_id}"
