"""What cannot be captured, and who said so."""

from django.db import models
from django.db.models import F, Q

from panah.biometrics.models.sessions import CaptureTicket, Session
from panah.biometrics.rules.excuses import Reason
from panah.biometrics.rules.parts import Modality
from panah.organisation.models import Account
from panah.registry.models import PaperHeld

BY_SIGHT = Reason.BY_SIGHT.value


class Excuse(models.Model):
    """A part, or a whole modality where no position is named, that cannot be captured; or a check by sight and a paper.

    It counts once another person confirmed it (S8). One of a part stays for the case; a check by sight (`paper` is what
    was looked at) stands for the `ticket` it followed, and for none before any was asked.
    """

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="excuses")
    ticket = models.ForeignKey(CaptureTicket, on_delete=models.PROTECT, null=True, related_name="excuses")
    modality = models.CharField(max_length=10, default="", db_default="")
    position = models.CharField(max_length=20, default="", db_default="")
    reason = models.CharField(max_length=20)
    paper = models.ForeignKey(PaperHeld, on_delete=models.PROTECT, null=True, related_name="+")
    noted_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        """Four eyes; a known reason; a check by sight names its paper, and nothing else does."""

        constraints = (
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("noted_by")),
                name="biometrics_excuse_has_four_eyes",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=sorted(one.value for one in Reason)), name="biometrics_excuse_reason"
            ),
            models.CheckConstraint(
                condition=Q(reason=BY_SIGHT, modality="", position="", paper__isnull=False)
                | Q(modality__in=sorted(one.value for one in Modality), paper=None) & ~Q(reason=BY_SIGHT),
                name="biometrics_excuse_is_of_a_part_or_by_sight",
            ),
            models.UniqueConstraint(
                fields=["session", "modality", "position"],
                condition=~Q(modality=""),
                name="biometrics_part_excused_once",
            ),
        )
        indexes = (
            models.Index(
                fields=["noted_at"], condition=Q(confirmed_by=None), name="biometrics_excuse_waiting"
            ),
        )

    def __str__(self) -> str:
        return f"{self.modality}:{self.position} {self.reason}"
