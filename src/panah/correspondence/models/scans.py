"""Scans: of letters that came in, and of our own after they were signed and stamped on paper."""

from django.db import models
from django.db.models import F, Q

from panah.correspondence.models.letters import Letter
from panah.organisation.models import Account, Office


class Scan(models.Model):
    """A file as it was made safe, sealed at its `place`; `letter` is the incoming one it belongs to, if it does.

    The scan of a signed original belongs to none of itself: it is matched. `read_code` is what its square said.
    """

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="scans")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=10)
    pages = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    read_code = models.CharField(max_length=10, blank=True, default="")
    added_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        """Found by what waits to be matched."""

        indexes = (models.Index(fields=["office", "id"], condition=Q(letter=None), name="scan_of_original"),)

    def __str__(self) -> str:
        return self.place


class ScanMatch(models.Model):
    """That a scan is the signed original of a letter, by the code in its square or by a typed number."""

    scan = models.ForeignKey(Scan, on_delete=models.PROTECT, related_name="matches")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="matches")
    how = models.CharField(max_length=6)
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """By its square or by hand."""

        constraints = (
            models.CheckConstraint(condition=Q(how__in=["square", "typed"]), name="scan_match_how"),
        )

    def __str__(self) -> str:
        return f"{self.scan_id} is {self.letter_id}"


class ScanLook(models.Model):
    """The second look at a match: whether scan, letter, stamp and signature belong together; by somebody else."""

    match = models.OneToOneField(ScanMatch, on_delete=models.PROTECT, related_name="look")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="scan_looks")
    matched_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    holds = models.BooleanField()
    reason = models.CharField(max_length=300, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        """Four eyes; a no says why; a letter is confirmed once."""

        constraints = (
            models.CheckConstraint(condition=~Q(by=F("matched_by")), name="scan_look_four_eyes"),
            models.CheckConstraint(condition=Q(holds=True) | ~Q(reason=""), name="scan_look_no_says_why"),
            models.UniqueConstraint(fields=["letter"], condition=Q(holds=True), name="scan_confirmed_once"),
        )

    def __str__(self) -> str:
        return f"{self.match_id} {self.holds}"
