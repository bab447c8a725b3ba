"""What somebody began to fill in and has not sent yet."""

from django.db import models

from panah.organisation.models import Account


class Draft(models.Model):
    """A form begun (پیش‌نویس), one per account and place, sealed; it is deleted when it is sent.

    `place` names the form: `intercity-travel/request`, and for what concerns one case also its number. `key` is the
    idempotency key it will be sent under, so that the same form sent twice opens one case.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    place = models.CharField(max_length=120)
    key = models.CharField(max_length=60)
    sealed = models.BinaryField()
    kept_at = models.DateTimeField()

    class Meta:
        """One per account and place; old ones are found by their moment."""

        constraints = (models.UniqueConstraint(fields=["account", "place"], name="casework_draft_once"),)
        indexes = (models.Index(fields=["kept_at"], name="casework_draft_kept"),)

    def __str__(self) -> str:
        return f"{self.place} of {self.account_id}"
