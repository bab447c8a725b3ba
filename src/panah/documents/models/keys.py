"""Signing keys as far as the world may know them, and what was published: lists that were signed, whole and ready."""

from django.db import models
from django.db.models import F, Q

from panah.documents.rules.proof.trust_list import KeyState, Purpose


class DocumentKey(models.Model):
    """The public half of a key, what it signs, and what became of it; the private half lies with its holder.

    `name` is its id in hexadecimal; `types` are kinds of papers, one a word. Days are moments in UTC. It signs between
    `not_before` and `not_after`; what it signed in that time stays good after it. A compromised key says since when.
    """

    name = models.CharField(max_length=16, unique=True)
    purpose = models.CharField(max_length=10)
    algorithm = models.SmallIntegerField()
    x = models.BinaryField()
    y = models.BinaryField()
    types = models.TextField(blank=True)
    not_before = models.DateTimeField()
    not_after = models.DateTimeField()
    state = models.PositiveSmallIntegerField(default=KeyState.ACTIVE.value)
    compromised_since = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        """Known purposes and states; whoever is compromised is so since a moment."""

        constraints = (
            models.CheckConstraint(
                condition=Q(purpose__in=[p.value for p in Purpose]), name="key_purpose_is_known"
            ),
            models.CheckConstraint(condition=Q(not_after__gt=F("not_before")), name="key_lasts"),
            models.CheckConstraint(
                condition=Q(state=KeyState.COMPROMISED.value, compromised_since__isnull=False)
                | Q(state__in=[KeyState.ACTIVE.value, KeyState.RETIRED.value], compromised_since=None),
                name="key_compromise_has_its_moment",
            ),
        )

    def __str__(self) -> str:
        return f"{self.purpose} {self.name}"


class PublishedList(models.Model):
    """A signed list as anybody may fetch it: `trust`, `s/0` (a shard of status), `n/7f` (a shard of numbers).

    `sequence` only grows: of the trust list it is its own, of a shard the moment it was made, in seconds.
    """

    name = models.CharField(max_length=20, unique=True)
    sequence = models.BigIntegerField()
    body = models.BinaryField()
    etag = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
