"""Letters exchanged with other secretariats: their addresses, what goes out, what came in."""

from django.db import models
from django.db.models import Q

from panah.correspondence.models.letters import Letter
from panah.correspondence.models.registers import Secretariat
from panah.organisation.models import Account

DISPATCH_STATES = ("queued", "by-hand", "failed", "sent")
ARRIVAL_STATES = ("waiting", "registered", "refused")


class Correspondent(models.Model):
    """An organisation letters are written to; `code` is its address in the electronic exchange, if it has one."""

    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, unique=True)
    code = models.CharField(max_length=40, blank=True, default="")
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Dispatch(models.Model):
    """One letter on its way to one secretariat by electronic exchange; never deleted, and sent once under its `key`.

    `by-hand` waits for a clerk who takes the file there; `was_sent` says that it was ever on the line, and so may have
    arrived though nobody answered.
    """

    key = models.CharField(max_length=120, unique=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="dispatches")
    to = models.CharField(max_length=200)
    code = models.CharField(max_length=40)
    is_copy = models.BooleanField(default=False)
    state = models.CharField(max_length=10)
    attempts = models.PositiveSmallIntegerField(default=0)
    was_sent = models.BooleanField(default=False)
    next_at = models.DateTimeField()
    trouble = models.CharField(max_length=200, blank=True, default="")
    receipt = models.CharField(max_length=120, blank=True, default="")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        """What was sent has its receipt."""

        constraints = (
            models.CheckConstraint(condition=Q(state__in=DISPATCH_STATES), name="dispatch_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="sent") | (~Q(receipt="") & Q(sent_at__isnull=False)),
                name="dispatch_sent_has_its_receipt",
            ),
        )
        indexes = (
            models.Index(fields=["next_at", "id"], condition=Q(state="queued"), name="dispatch_to_send"),
            models.Index(fields=["state", "id"], condition=~Q(state="sent"), name="dispatch_waiting"),
        )

    def __str__(self) -> str:
        return self.key


class Arrival(models.Model):
    """A letter that came by electronic exchange, sealed as it came; a clerk registers it, or refuses it with a reason.

    `key` is the sender's own name of it, so that what comes twice is one; `trouble` says that it could not be
    read, or was addressed to no secretariat of ours.
    """

    key = models.CharField(max_length=180, unique=True)
    secretariat = models.ForeignKey(Secretariat, on_delete=models.PROTECT, related_name="arrivals")
    sealed = models.BinaryField()
    subject = models.CharField(max_length=200)
    sender = models.CharField(max_length=200)
    urgency = models.CharField(max_length=10)
    classification = models.CharField(max_length=14)
    trouble = models.CharField(max_length=40, blank=True, default="")
    state = models.CharField(max_length=10, default="waiting")
    reason = models.CharField(max_length=300, blank=True, default="")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="arrival")
    arrived_at = models.DateTimeField()
    brought_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """What was registered is a letter; what was refused says why."""

        constraints = (
            models.CheckConstraint(condition=Q(state__in=ARRIVAL_STATES), name="arrival_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state="registered") | Q(letter__isnull=False),
                name="arrival_registered_is_a_letter",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(reason=""), name="arrival_refused_says_why"
            ),
        )
        indexes = (
            models.Index(fields=["secretariat", "id"], condition=Q(state="waiting"), name="arrival_waiting"),
        )

    def __str__(self) -> str:
        return self.key
