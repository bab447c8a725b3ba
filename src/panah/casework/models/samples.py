"""A sample: what an officer chose for one motion, and which of it was drawn to be judged one by one first (S24)."""

from django.db import models
from django.db.models import Q

from panah.casework.models.items import Item
from panah.organisation.models import Account


class Sample(models.Model):
    """What one officer chose at one step; the rest may move together once `size` drawn items were judged one by one."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    step = models.CharField(max_length=120)
    size = models.PositiveSmallIntegerField()
    drawn_at = models.DateTimeField()

    class Meta:
        """A sample of nothing opens nothing."""

        constraints = (models.CheckConstraint(condition=Q(size__gte=1), name="casework_sample_of_something"),)

    def __str__(self) -> str:
        return f"sample {self.pk} at {self.step}"


class SampledItem(models.Model):
    """One chosen item of a sample; `drawn_at` (UTC) is empty for the rest, which waits for the drawn ones.

    An item stands in one sample of an officer, so that to choose anew draws nothing anew.
    """

    sample = models.ForeignKey(Sample, on_delete=models.PROTECT, related_name="chosen")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        """Once for each officer; read by sample, the drawn ones apart."""

        constraints = (models.UniqueConstraint(fields=["account", "item"], name="casework_sampleditem_once"),)
        indexes = (
            models.Index(
                fields=["sample"], condition=Q(drawn_at__isnull=False), name="casework_sampleditem_drawn"
            ),
        )

    def __str__(self) -> str:
        return f"item {self.item_id} of sample {self.sample_id}"
