"""What was told to people, on which way, and whether it arrived."""

from django.db import models
from django.db.models import Q

from panah.casework.models import Case, Subject
from panah.notifications.rules import TO_CALL, Channel, Means, MessageState
from panah.organisation.models import Account, Office

ON_PHONES = (Channel.SMS.value, Channel.VOICE.value)


class Message(models.Model):
    """One message to one phone, to one account, or on one sheet of paper.

    The text and the number are sealed, bound to `key`; `phone_index` is the number's blind index, the same as in the
    registry. `next_at` (UTC) is when a queued message is sent or the receipt of a sent one is asked for; None when
    nothing is to be done. `about` is the subject it concerns, None where it is shared work; `is_shared` says that
    others answer the phone. `then` names the ways still open, joined by "+". `rounds` counts the calls of one message,
    `call_at` is when somebody is to be phoned by an officer, `means` how a letter got to its person, `due_on` the
    local day it speaks of; `meets_at` (UTC) and `meets_office` are when and where it says that somebody is expected.
    """

    key = models.CharField(max_length=200, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="told")
    about = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=6)
    news = models.CharField(max_length=20)
    step = models.CharField(max_length=120, default="", db_default="")
    language = models.CharField(max_length=5)
    is_quiet = models.BooleanField(default=False)
    is_shared = models.BooleanField(default=False, db_default=False)
    text = models.BinaryField()
    phone = models.BinaryField(default=b"")
    phone_index = models.CharField(max_length=64, default="", db_default="")
    then = models.CharField(max_length=20, default="", db_default="")
    state = models.CharField(max_length=14, default=MessageState.QUEUED.value)
    attempts = models.PositiveSmallIntegerField(default=0)
    rounds = models.PositiveSmallIntegerField(default=1, db_default=1)
    calls = models.PositiveSmallIntegerField(default=0)
    provider_id = models.CharField(max_length=120, default="", db_default="")
    trouble = models.CharField(max_length=60, default="", db_default="")
    means = models.CharField(max_length=6, default="", db_default="")
    created_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    call_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    meets_at = models.DateTimeField(null=True)
    meets_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Known words; a phone for a text or call, an account for a portal message, a case for paper."""

        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in MessageState]),
                name="notifications_message_state",
            ),
            models.CheckConstraint(
                condition=Q(means__in=["", *(one.value for one in Means)]), name="notifications_message_means"
            ),
            models.CheckConstraint(
                condition=(Q(channel__in=ON_PHONES) & ~Q(phone_index=""))
                | Q(channel=Channel.PORTAL.value, account__isnull=False, phone_index="")
                | Q(channel=Channel.PAPER.value, case__isnull=False, phone_index=""),
                name="notifications_message_goes_somewhere",
            ),
        )
        indexes = (
            models.Index(
                fields=["state", "next_at", "id"],
                condition=Q(next_at__isnull=False),
                name="notifications_message_due",
            ),
            models.Index(
                fields=["created_at"],
                condition=Q(state__in=TO_CALL),
                name="notifications_message_to_call",
            ),
            models.Index(
                fields=["state", "created_at"],
                condition=Q(channel=Channel.PAPER.value),
                name="notifications_message_paper",
            ),
            models.Index(fields=["case", "-id"], name="notifications_message_case"),
            models.Index(fields=["account", "-id"], name="notifications_message_account"),
        )

    def __str__(self) -> str:
        return f"{self.channel} {self.news} of case {self.case_id}"
