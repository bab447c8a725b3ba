"""That an exit paper was used, as the border's system says."""

from django.db import models

from panah.documents.models.documents import Document


class Crossing(models.Model):
    """One message of the border that a paper was used there: at which border, when, and when we heard of it (UTC).

    `key` is the border's own number of the message. A paper is good for one crossing; whatever else comes is kept all
    the same, for somebody to look at. Written once.
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="crossings")
    key = models.CharField(max_length=120, unique=True)
    border = models.CharField(max_length=60)
    at = models.DateTimeField()
    heard_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.document_id} at {self.border}"
