"""Cards on their way from the printer into a hand: the queue, batches of it, and the files the printer is given."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from panah.documents.models.blanks import Blank
from panah.documents.models.documents import Document
from panah.documents.rules.print_room import ON_BLANK, OVER, BatchState, ItemState
from panah.organisation.models import Account, Office

ENDED: Final = sorted(state.value for state in OVER)
PRINTED: Final = sorted(state.value for state in ON_BLANK)


class PrintBatch(models.Model):
    """Cards of one kind that are printed together at a site.

    `key` is the request it was made by, so that asking twice makes one; `trouble` says why it could not be typeset.
    """

    site = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    size = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=160, unique=True)
    made_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=BatchState.QUEUED.value)
    trouble = models.CharField(max_length=300, default="", blank=True)

    class Meta:
        """What failed says why."""

        constraints = (
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in BatchState]), name="batch_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=BatchState.FAILED.value) | ~Q(trouble=""), name="batch_failure_says_why"
            ),
        )
        indexes = (models.Index(fields=["site", "made_at"], name="batch_of_site"),)

    def __str__(self) -> str:
        return f"{self.kind} × {self.size}"


class PrintSheet(models.Model):
    """One file of a batch for the printer: its cards from one place to another, and where it lies, sealed.

    The row is there before the file is, so that whoever is killed in between writes the same file again; `made_at` says
    that it is whole. `first_serial` is the blank its first card was printed on.
    """

    batch = models.ForeignKey(PrintBatch, on_delete=models.PROTECT, related_name="sheets")
    first = models.PositiveSmallIntegerField()
    last = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=100, unique=True)
    made_at = models.DateTimeField(null=True)
    first_serial = models.BigIntegerField(null=True)
    printed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    printed_at = models.DateTimeField(null=True)

    class Meta:
        """Each card of a batch stands in one file; what was printed has its officer, moment and first blank."""

        constraints = (
            models.UniqueConstraint(fields=["batch", "first"], name="sheet_once"),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="sheet_span"),
            models.CheckConstraint(
                condition=Q(printed_at=None, printed_by=None, first_serial=None)
                | Q(printed_at__isnull=False, printed_by__isnull=False, first_serial__isnull=False),
                name="sheet_printing_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.first}-{self.last}"


class PrintItem(models.Model):
    """One attempt to print a card and bring it into its bearer's hand.

    `site` is where it is printed, `office` where it is handed over. `place` is its place in its batch from 1. `since`
    is when it came into its state (UTC), `by` who brought it there. Once an attempt ended it is never changed.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="prints")
    site = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=ItemState.WAITING.value)
    batch = models.ForeignKey(PrintBatch, on_delete=models.PROTECT, null=True, related_name="items")
    place = models.PositiveSmallIntegerField(null=True)
    sheet = models.ForeignKey(PrintSheet, on_delete=models.PROTECT, null=True, related_name="items")
    blank = models.OneToOneField(Blank, on_delete=models.PROTECT, null=True, related_name="item")
    box = models.CharField(max_length=40, default="", blank=True)
    reason = models.CharField(max_length=120, default="", blank=True)
    made_at = models.DateTimeField()
    since = models.DateTimeField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """A card exists once: one live attempt at a time; a printed one has its blank, an ended one its reason."""

        constraints = (
            models.UniqueConstraint(
                fields=["document"], condition=~Q(state__in=ENDED), name="print_one_lives"
            ),
            models.UniqueConstraint(fields=["batch", "place"], name="print_place_once"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in ItemState]), name="print_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=PRINTED) | Q(blank__isnull=False), name="print_has_its_blank"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=ENDED) | ~Q(reason=""), name="print_end_has_its_reason"
            ),
            models.CheckConstraint(
                condition=Q(batch=None, place=None) | Q(batch__isnull=False, place__isnull=False),
                name="print_place_in_batch",
            ),
        )
        indexes = (
            models.Index(fields=["site", "state", "id"], name="print_at_site"),
            models.Index(fields=["office", "state", "id"], name="print_at_office"),
        )

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"
