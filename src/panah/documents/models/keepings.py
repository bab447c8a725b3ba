"""A person's own paper in an office's keeping, against a receipt, and back against another (S25)."""

from django.db import models
from django.db.models import Q

from panah.casework.models import Case
from panah.documents.models.documents import Document
from panah.organisation.models import Account, Office
from panah.registry.models import Party
from panah.registry.words import PaperKind


class Keeping(models.Model):
    """One taking of a held paper (`kind`, `number`) into an office's keeping, and its return.

    `against` is the paper that was given for it in the same act: nobody is left empty-handed. `receipt` and
    `return_receipt` are the codes of the two receipts («رسید تحویل مدارک»). Written once but for the return.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="keepings")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="keepings")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    against = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="+")
    receipt = models.CharField(max_length=10, unique=True)
    taken_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()
    return_receipt = models.CharField(max_length=10, default="", blank=True)
    returned_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)

    class Meta:
        """A paper lies in one place; a return has its moment, its officer and its receipt."""

        constraints = (
            models.CheckConstraint(
                condition=Q(kind__in=[k.value for k in PaperKind]), name="keeping_kind_is_known"
            ),
            models.UniqueConstraint(
                fields=["party", "kind", "number"], condition=Q(returned_at=None), name="keeping_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(returned_at=None, returned_by=None, return_receipt="")
                | (Q(returned_at__isnull=False, returned_by__isnull=False) & ~Q(return_receipt="")),
                name="keeping_return_is_whole",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number} at {self.office_id}"
