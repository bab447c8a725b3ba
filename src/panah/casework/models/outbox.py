"""What must happen outside the transaction, written inside it."""

from django.db import models
from django.db.models import Q

from panah.casework.models.cases import Case, Subject
from panah.casework.models.items import Item

PENDING, HELD, DONE, FAILED = "pending", "held", "done", "failed"


class OutboxMessage(models.Model):
    """One message to one consumer, delivered at least once; `key` makes it count once.

    A message of an item holds the item until it is done; one that is `held` was taken by its consumer, who has yet to
    finish it; after its last attempt it is `failed` and an operator's.
    """

    topic = models.CharField(max_length=80)
    key = models.CharField(max_length=160, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, null=True, related_name="messages")
    body = models.TextField(default="", db_default="")
    state = models.CharField(max_length=10, default=PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    error = models.TextField(default="", db_default="")

    class Meta:
        """The pending ones are read by their moment."""

        indexes = (
            models.Index(
                fields=["next_at", "id"], condition=Q(state=PENDING), name="casework_outbox_pending"
            ),
            models.Index(fields=["item", "state"], name="casework_outbox_item"),
        )

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"
