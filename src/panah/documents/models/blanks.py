"""Blank cards by their serial numbers: where each lies, what it was used for, and who answers for it."""

from typing import Final

from django.db import models
from django.db.models import F, Q

from panah.documents.models.documents import Document
from panah.documents.rules.print_room import BlankState
from panah.organisation.models import Account, Office

IN_HAND: Final = [BlankState.IN_STOCK.value, BlankState.ON_WAY.value]


class Blank(models.Model):
    """One blank card; `document` is the card that was printed on it, also when the print was spoiled."""

    kind = models.CharField(max_length=30)
    serial = models.BigIntegerField()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, default=BlankState.IN_STOCK.value)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="blanks")

    class Meta:
        """A serial is there once; what lies in stock carries nobody's card, what was used does."""

        constraints = (
            models.UniqueConstraint(fields=["kind", "serial"], name="blank_once"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in BlankState]), name="blank_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=IN_HAND) | Q(document=None), name="blank_in_stock_is_blank"
            ),
            models.CheckConstraint(
                condition=~Q(state=BlankState.USED.value) | Q(document__isnull=False),
                name="blank_used_for_a_card",
            ),
        )
        indexes = (models.Index(fields=["office", "kind", "state", "serial"], name="blank_of_office"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.serial}"


class BlankMove(models.Model):
    """A range of blanks that came from outside (no `from_office`), or went from one office to another.

    One sends, another receives; `note` names the letter or delivery note it came with. Written once but for arriving.
    """

    kind = models.CharField(max_length=30)
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    from_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=120)
    sent_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)

    class Meta:
        """A range is a range; what an office sent somebody else receives."""

        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first"), first__gt=0), name="move_span"),
            models.CheckConstraint(
                condition=Q(from_office=None, sent_by=None, sent_at=None)
                | Q(from_office__isnull=False, sent_by__isnull=False, sent_at__isnull=False),
                name="move_sending_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(received_by=None, received_at=None)
                | Q(received_by__isnull=False, received_at__isnull=False),
                name="move_arrival_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(sent_by=None) | Q(received_by=None) | ~Q(sent_by=F("received_by")),
                name="move_four_eyes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.first}-{self.last}"


class BlankDestruction(models.Model):
    """Spoiled blanks of a range that one officer proposed to destroy, and another saw destroyed.

    `pieces` is how many there are, as the first counted them. Written once but for the second's word.
    """

    kind = models.CharField(max_length=30)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    first = models.BigIntegerField()
    last = models.BigIntegerField()
    pieces = models.PositiveIntegerField()
    reason = models.CharField(max_length=120)
    proposed_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Two people, whoever they are; something is destroyed, for a reason."""

        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first"), pieces__gt=0), name="destruction_span"),
            models.CheckConstraint(condition=~Q(reason=""), name="destruction_says_why"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & ~Q(confirmed_by=F("proposed_by"))
                ),
                name="destruction_four_eyes",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.first}-{self.last}"


class StockCount(models.Model):
    """What an office counted of its blanks on a local day, beside what the book says; a difference has its note."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    day = models.DateField()
    expected = models.PositiveIntegerField()
    counted = models.PositiveIntegerField()
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    note = models.CharField(max_length=200, default="", blank=True)

    class Meta:
        """Counted once a day; nothing is missing without a word."""

        constraints = (
            models.UniqueConstraint(fields=["office", "kind", "day"], name="count_once_a_day"),
            models.CheckConstraint(
                condition=Q(counted=F("expected")) | ~Q(note=""), name="count_difference_is_told"
            ),
        )

    def __str__(self) -> str:
        return f"{self.office_id} {self.day}: {self.counted}"
