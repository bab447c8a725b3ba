"""Letters before they have a number, and who has initialled them."""

from django.db import models
from django.db.models import Q

from panah.casework.models import Case
from panah.correspondence.models.letters import Letter
from panah.correspondence.rules.words import Classification, DraftState, Urgency
from panah.organisation.models import Account, Office


class Draft(models.Model):
    """A letter being written; what was typed lies `sealed` in it as it was typed, and stays when it is signed.

    `key` is that of the form it began as, so that a form sent twice is one draft; `ver` grows with every change, so
    that nobody signs what they have not read. `signer` is who was asked to sign.
    """

    key = models.CharField(max_length=120, unique=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40)
    direction = models.CharField(max_length=10)
    subject = models.CharField(max_length=200)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="letter_drafts")
    in_reply_to = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    follows = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    urgency = models.CharField(max_length=10, default=Urgency.NORMAL.value)
    classification = models.CharField(max_length=14, default=Classification.NORMAL.value)
    sealed = models.BinaryField()
    state = models.CharField(max_length=10, default=DraftState.OPEN.value)
    ver = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="letter_drafts")
    written_as = models.CharField(max_length=40)
    signer = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="draft")
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        """What is signed became a letter; what waits says for whom."""

        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[one.value for one in DraftState]), name="draft_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=DraftState.SIGNED.value, letter__isnull=False)
                | (~Q(state=DraftState.SIGNED.value) & Q(letter=None)),
                name="draft_signed_is_a_letter",
            ),
            models.CheckConstraint(
                condition=~Q(state=DraftState.WAITING.value) | Q(signer__isnull=False),
                name="draft_waits_for_one",
            ),
        )
        indexes = (
            models.Index(
                fields=["signer", "changed_at"],
                condition=Q(state=DraftState.WAITING.value),
                name="draft_to_sign",
            ),
            models.Index(
                fields=["written_by", "-changed_at"],
                condition=Q(state__in=[DraftState.OPEN.value, DraftState.WAITING.value]),
                name="draft_of_writer",
            ),
            models.Index(fields=["case"], name="draft_of_case"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Initials(models.Model):
    """A short signature (پاراف) beside a draft: who read it and passed it on, when, with which note.

    `is_return` says that it was given back to its writer, with a note that says why.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="initials")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=40)
    note = models.CharField(max_length=300, blank=True, default="")
    is_return = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        """What is given back says why."""

        constraints = (
            models.CheckConstraint(
                condition=Q(is_return=False) | ~Q(note=""), name="initials_return_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.by_id} on {self.draft_id}"
