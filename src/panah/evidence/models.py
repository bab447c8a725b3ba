"""What was handed in."""

from django.db import models

from panah.casework.models import Case, Subject


class Upload(models.Model):
    """One file handed in with a case: encrypted in the file storage under `place`, never under its own name.

    `sha256` is of the safe file, so that a picture handed in twice is noticed. `title` says what it is, in the words
    of the form.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="uploads")
    subject = models.ForeignKey(Subject, on_delete=models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=120)
    kind = models.CharField(max_length=10)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=80, unique=True)
    uploaded_by = models.BigIntegerField()
    uploaded_at = models.DateTimeField()

    class Meta:
        """A file twice in one case is one."""

        constraints = (models.UniqueConstraint(fields=["case", "sha256"], name="evidence_upload_once"),)

    def __str__(self) -> str:
        return f"{self.title} of case {self.case_id}"
