"""Letters sent on to somebody with a marginal note, and what they answered."""

from django.db import models
from django.db.models import Q

from panah.correspondence.models.letters import Letter
from panah.organisation.models import Account, Office


class Referral(models.Model):
    """A letter sent on (ارجاع) to an office, a role in it, or one person; `marginal_note` (هامش) says what is wanted.

    The initials (پاراف) are `by`, in which `role`, and `at` (UTC). `answers` is the referral it was sent on from.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="referrals")
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="onward")
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    to_role = models.CharField(max_length=40, blank=True, default="")
    to_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    marginal_note = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        """It says what is wanted."""

        constraints = (models.CheckConstraint(condition=~Q(marginal_note=""), name="referral_says_what"),)
        indexes = (
            models.Index(fields=["to_office", "to_role", "id"], name="referral_to_role"),
            models.Index(fields=["to_account", "id"], name="referral_to_person"),
        )

    def __str__(self) -> str:
        return f"{self.letter_id} to {self.to_role or self.to_account_id or self.to_office_id}"


class ReferralEnd(models.Model):
    """What became of a referral: done, answered by a letter of ours, or sent on; once."""

    referral = models.OneToOneField(Referral, on_delete=models.PROTECT, related_name="end")
    kind = models.CharField(max_length=10)
    note = models.CharField(max_length=300, blank=True, default="")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        """One of three."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=["done", "answered", "sent-on"]), name="referral_end_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.referral_id} {self.kind}"
