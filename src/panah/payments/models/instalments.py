"""Paying in parts: what was agreed, and when each part is looked for."""

from django.db import models
from django.db.models import Q

from panah.organisation.models import Account
from panah.payments.models.charges import Charge


class InstalmentPlan(models.Model):
    """An agreement to pay one charge in dated parts; a newer one takes the place of the one before."""

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="plans")
    agreed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    reason = models.CharField(max_length=300)
    stands = models.BooleanField(default=True)

    class Meta:
        """One standing agreement per charge, with its reason."""

        constraints = (
            models.UniqueConstraint(
                fields=["charge"], condition=Q(stands=True), name="payments_plan_one_stands"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="payments_plan_says_why"),
        )

    def __str__(self) -> str:
        return f"plan of charge {self.charge_id}"


class Instalment(models.Model):
    """One part in rial, looked for on a local day; `reminded_at` is when its people were told that the day is near."""

    plan = models.ForeignKey(InstalmentPlan, on_delete=models.PROTECT, related_name="parts")
    due_on = models.DateField()
    rial = models.BigIntegerField()
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        """Some money, once a day."""

        constraints = (
            models.CheckConstraint(condition=Q(rial__gt=0), name="payments_part_is_money"),
            models.UniqueConstraint(fields=["plan", "due_on"], name="payments_part_once_a_day"),
        )
        indexes = (
            models.Index(fields=["due_on"], condition=Q(reminded_at=None), name="payments_part_to_remind"),
        )

    def __str__(self) -> str:
        return f"{self.rial} rial on {self.due_on}"
