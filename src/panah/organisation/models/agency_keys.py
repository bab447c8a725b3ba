"""The keys by which other authorities ask by machine."""

from django.db import models


class AgencyKey(models.Model):
    """A key an agency was given: who has it, and its hash; the key itself is kept by nobody but them.

    Times are UTC; a key whose `ended_at` has come opens nothing.
    """

    agency = models.CharField(max_length=160)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.agency
