"""The one signed file of each paper and letter: asked for with it, made by the worker, the same for good."""

from django.db import models
from django.db.models import Q

from panah.documents.models.keys import DocumentKey


class SignedFile(models.Model):
    """The signed file of a paper: of which (`document:12`, `letter:7`), where it lies sealed, by which key, since when.

    The row is there before the file is, so that whoever is killed in between writes the same file again; `made_at`
    (UTC) says that it is whole, `digest` what it is (SHA-256, hexadecimal). Until then it is tried at `next_at`, and
    `trouble` says why it did not go. Once whole it is never changed.
    """

    paper = models.CharField(max_length=40, unique=True)
    place = models.CharField(max_length=100, unique=True)
    asked_at = models.DateTimeField()
    next_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=300, default="", blank=True)
    made_at = models.DateTimeField(null=True)
    key = models.ForeignKey(DocumentKey, on_delete=models.PROTECT, null=True, related_name="files")
    digest = models.CharField(max_length=64, default="", blank=True)

    class Meta:
        """What is whole says by which key, and what it is; what waits is found by its moment."""

        constraints = (
            models.CheckConstraint(
                condition=Q(made_at=None, key=None, digest="")
                | (Q(made_at__isnull=False, key__isnull=False, trouble="") & ~Q(digest="")),
                name="file_is_whole",
            ),
        )
        indexes = (models.Index(fields=["next_at"], condition=Q(made_at=None), name="file_that_waits"),)

    def __str__(self) -> str:
        return self.paper
