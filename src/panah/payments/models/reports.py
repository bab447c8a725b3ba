"""Reports of people from whom more was taken than the price list says."""

from django.db import models
from django.db.models import Q

from panah.organisation.models import Account, Office


class OverchargeReport(models.Model):
    """«بیش از این از من گرفتند»: what somebody said, without a name asked; words and contact are sealed.

    `reference` is all the sender keeps; `office` is None where none was named. `happened_on` is a local day, `rial`
    what was taken. Only the bureau reads it (S14, S19).
    """

    reference = models.CharField(max_length=16, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    service = models.CharField(max_length=80, default="", db_default="")
    happened_on = models.DateField()
    rial = models.BigIntegerField()
    words = models.BinaryField(default=bytes)
    contact = models.BinaryField(default=bytes)
    at = models.DateTimeField()
    answer = models.CharField(max_length=1000, default="", db_default="")
    answered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Some money; an answer has its writer and moment."""

        constraints = (
            models.CheckConstraint(condition=Q(rial__gt=0), name="payments_report_is_money"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | ~Q(answer="") & Q(answered_at__isnull=False),
                name="payments_report_answered",
            ),
        )
        indexes = (
            models.Index(fields=["at"], condition=Q(answered_at=None), name="payments_report_to_answer"),
        )

    def __str__(self) -> str:
        return self.reference
