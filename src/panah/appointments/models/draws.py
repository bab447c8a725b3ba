"""Draws: promised before, revealed with their outcome."""

from django.db import models
from django.db.models import Q

from panah.organisation.models import Account


class AnnouncedDraw(models.Model):
    """One draw for one purpose: the seed's hash is kept first, the seed itself only once it was drawn.

    Until then nobody finds the seed here, the bureau's own people neither. `called` is how many were on the list, and
    `listed` the list as its digest was taken: the households' numbers, rising, by line.
    """

    purpose = models.CharField(max_length=80, unique=True)
    commitment = models.CharField(max_length=64)
    announced_at = models.DateTimeField()
    announced_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    listed = models.TextField(default="", db_default="")
    list_digest = models.CharField(max_length=64, default="", db_default="")
    witness = models.CharField(max_length=200, default="", db_default="")
    seed = models.BinaryField(null=True)
    called = models.PositiveIntegerField(default=0, db_default=0)
    drawn_at = models.DateTimeField(null=True)

    class Meta:
        """What was drawn shows its seed and its list."""

        constraints = (
            models.CheckConstraint(
                condition=Q(drawn_at=None, seed=None)
                | Q(drawn_at__isnull=False, seed__isnull=False) & ~Q(list_digest=""),
                name="appointments_draw_is_shown_whole",
            ),
        )

    def __str__(self) -> str:
        return self.purpose
