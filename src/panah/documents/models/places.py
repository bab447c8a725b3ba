"""Where the state of a paper stands among all papers, and which places must be published anew."""

from django.db import models


class StatusPlace(models.Model):
    """The place of a paper among all places of the status lists: drawn at random, once, never used again.

    Everything published of a paper is in its row, so that papers of every package stand in the same lists: `paper` is
    its stream (`document:12`, `letter:7`), `valid_until` its last local day. `is_ended` and `is_used` are written by
    the database itself, whoever ends or uses the paper. `shard` and `tag` are where its code is found in the number
    index; empty until that was worked out.
    """

    paper = models.CharField(max_length=60, unique=True)
    code = models.CharField(max_length=10, unique=True)
    type = models.CharField(max_length=24)
    valid_until = models.DateField(null=True)
    place = models.PositiveBigIntegerField(unique=True)
    is_ended = models.BooleanField(default=False)
    is_used = models.BooleanField(default=False)
    shard = models.PositiveSmallIntegerField(null=True)
    tag = models.BinaryField(null=True)

    class Meta:
        """Read by shard of the number index."""

        indexes = (models.Index(fields=["shard"], name="place_of_number_shard"),)

    def __str__(self) -> str:
        return f"{self.paper} at {self.place}"


class StatusDue(models.Model):
    """A place whose paper changed since its shard was published; written by the database itself, whoever changed it."""

    place = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.place)


class NumberDue(models.Model):
    """A place whose code the index has not got yet; written by the database itself."""

    place = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.place)
