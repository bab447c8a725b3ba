"""Who of a household came, and what each adult said alone."""

from django.conf import settings
from django.db import models

from panah.casework.models import Subject


class Attendance(models.Model):
    """Somebody of a household in a round: whether they came to this visit, and who may collect their card.

    `collector` is sealed for its person, who said it alone (S29): the name of whoever may collect the card, empty
    where she does it herself; None where she was not asked. It is read where the card is handed over.
    """

    subject = models.OneToOneField(
        Subject, on_delete=models.PROTECT, primary_key=True, related_name="attendance"
    )
    is_present = models.BooleanField(default=False, db_default=False)
    collector = models.BinaryField(null=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"attendance of {self.subject_id}"
