"""Into whose hand a paper went."""

from django.db import models
from django.db.models import Q

from panah.documents.models.documents import Document
from panah.organisation.models import Account
from panah.registry.models import Party

WAYS = ("counter", "download")


class HandOver(models.Model):
    """One handing of a paper: to whom (a person, or the account that fetched it), by whom, and how.

    `witness` is the sealed word of a witness where a thumbprint stood for a signature, empty otherwise. Never changed.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="hand_overs")
    to_party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    to_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    by_account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    how = models.CharField(max_length=10)
    witness = models.BinaryField(default=b"")
    at = models.DateTimeField()

    class Meta:
        """Somebody received it, in a known way."""

        constraints = (
            models.CheckConstraint(
                condition=Q(to_party__isnull=False) | Q(to_account__isnull=False),
                name="hand_over_has_a_receiver",
            ),
            models.CheckConstraint(condition=Q(how__in=WAYS), name="hand_over_way_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.document_id} by {self.how}"
