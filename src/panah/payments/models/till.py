"""What a counter takes money with: card readers and receipt books registered to the office, and each used receipt."""

from django.db import models
from django.db.models import F, Q

from panah.casework.models import Case
from panah.organisation.models import Account, Office


class Terminal(models.Model):
    """A card reader (دستگاه کارت‌خوان) by the number its bank gave it, registered to one office.

    `into` is the account it pays into, as the bank names it. A terminal that moves is closed and registered anew.
    """

    number = models.CharField(max_length=20)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    into = models.CharField(max_length=60, default="", db_default="")
    registered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One office at a time."""

        constraints = (
            models.UniqueConstraint(
                fields=["number"], condition=Q(closed_at=None), name="payments_terminal_at_one_office"
            ),
        )

    def __str__(self) -> str:
        return self.number


class ReceiptBook(models.Model):
    """A printed book of numbered receipts (دفترچهٔ رسید), from `first` to `last`, registered to one office."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=20, default="", db_default="")
    first = models.PositiveBigIntegerField()
    last = models.PositiveBigIntegerField()
    registered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    registered_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """At least one receipt; the same book is registered once."""

        constraints = (
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="payments_book_has_receipts"),
            models.UniqueConstraint(fields=["series", "first"], name="payments_book_once"),
        )

    def __str__(self) -> str:
        return f"{self.series} {self.first}-{self.last}"


class CashReceipt(models.Model):
    """One receipt out of a book: given for the cash of a case, or voided with its reason; never used again."""

    book = models.ForeignKey(ReceiptBook, on_delete=models.PROTECT, related_name="used")
    number = models.PositiveBigIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    void_reason = models.CharField(max_length=300, default="", db_default="")

    class Meta:
        """A number once; a void one says why, and belongs to nobody."""

        constraints = (
            models.UniqueConstraint(fields=["book", "number"], name="payments_receipt_used_once"),
            models.CheckConstraint(
                condition=Q(case=None) & ~Q(void_reason="") | Q(case__isnull=False, void_reason=""),
                name="payments_receipt_given_or_void",
            ),
        )

    def __str__(self) -> str:
        return f"{self.book_id}: {self.number}"
