"""What people filled in, by case, subject and step."""

from django.db import models

from panah.casework.models.cases import Case, Subject


class FormEntry(models.Model):
    """One filled form; a later one at the same step replaces nothing, the newest counts.

    The values themselves are the encrypted payload of the act, so that there is one copy to read and one to erase.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="forms")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    step = models.CharField(max_length=120)
    payload_id = models.BigIntegerField()
    filled_at = models.DateTimeField()
    filled_by = models.BigIntegerField(null=True)

    class Meta:
        """Read newest first."""

        indexes = (models.Index(fields=["case", "step", "-id"], name="casework_formentry_newest"),)

    def __str__(self) -> str:
        return f"{self.step} of case {self.case_id}"
