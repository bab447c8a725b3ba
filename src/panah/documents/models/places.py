"""Where the state of a paper stands among all papers, and which places must be published anew."""

from django.db import models

from panah.documents.models.documents import Document


class StatusPlace(models.Model):
    """The place of a paper among all places of the status lists: drawn at random, once, never used again.

    `shard` and `tag` are where its number is found in the number index; empty until that was worked out.
    """

    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="status_place")
    place = models.PositiveBigIntegerField(unique=True)
    shard = models.PositiveSmallIntegerField(null=True)
    tag = models.BinaryField(null=True)

    class Meta:
        """Read by shard of the number index."""

        indexes = (models.Index(fields=["shard"], name="place_of_number_shard"),)

    def __str__(self) -> str:
        return f"{self.document_id} at {self.place}"


class StatusDue(models.Model):
    """A paper whose state changed since its shard was published; written by the database itself, whoever changed it."""

    document_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.document_id)


class NumberDue(models.Model):
    """A paper whose number the index has not got yet; written by the database itself."""

    document_id = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.document_id)
