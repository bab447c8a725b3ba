"""A work item: (case, subject or none, step), waiting for somebody or something."""

from django.db import models
from django.db.models import Q

from panah.casework.models.cases import Case, Subject
from panah.organisation.models import Account, Office

OPEN, DONE, CANCELLED = "open", "done", "cancelled"


class Item(models.Model):
    """What is to be done at one step, for the whole case or one subject.

    `queue` holds the step's roles joined by "+"; `ver` rises with every change, so that a page of yesterday cannot
    overwrite today's; `due_at` is fixed when the item opens (UTC), and `clock` is the word time says then (`then` of a
    wait, `late`; empty where a promise only is reminded). `closed_by` and `closed_for` are account numbers kept as
    values: who acted, and for whom they stood in.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="items")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="items")
    step = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    queue = models.CharField(max_length=200)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    assignee = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=OPEN)
    round = models.PositiveSmallIntegerField(default=1)
    ver = models.PositiveIntegerField(default=1)
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    clock = models.CharField(max_length=5, default="", db_default="")
    closed_at = models.DateTimeField(null=True)
    closed_by = models.BigIntegerField(null=True)
    closed_for = models.BigIntegerField(null=True)
    word = models.CharField(max_length=60, default="", db_default="")

    class Meta:
        """A case is at one step or in one block: one open item per case, or one per subject."""

        constraints = (
            models.UniqueConstraint(
                fields=["case"], condition=Q(state=OPEN, subject=None), name="casework_item_one_place"
            ),
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(state=OPEN, subject__isnull=False),
                name="casework_item_one_each",
            ),
            models.CheckConstraint(
                condition=Q(state=OPEN, closed_at=None) | ~Q(state=OPEN) & Q(closed_at__isnull=False),
                name="casework_item_state",
            ),
        )
        indexes = (
            models.Index(
                fields=["queue", "office", "due_at", "id"],
                condition=Q(state=OPEN),
                name="casework_item_queue",
            ),
            models.Index(
                fields=["assignee", "due_at", "id"], condition=Q(state=OPEN), name="casework_item_assignee"
            ),
            models.Index(fields=["due_at"], condition=Q(state=OPEN), name="casework_item_due"),
            models.Index(
                fields=["due_at"], condition=Q(state=OPEN) & ~Q(clock=""), name="casework_item_clock"
            ),
            models.Index(fields=["case", "step"], name="casework_item_case_step"),
            models.Index(
                fields=["queue", "office", "due_at", "id"],
                condition=Q(state=OPEN, round__gt=1),
                name="casework_item_returned",
            ),
        )

    def __str__(self) -> str:
        return f"{self.step} of case {self.case_id}"
