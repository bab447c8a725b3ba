"""What was handed in, and what lies with a form that is not sent yet."""

from django.db import models

from panah.casework.models import Case, Subject
from panah.organisation.models import Account


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


class HeldFile(models.Model):
    """One file handed over with a form that is not sent yet, safe and encrypted like every other; its writer's own.

    `form` names the form as a draft does (`intercity-travel/request`), `question` the question it answers. When the
    form is sent it becomes an `Upload` under the same `place`.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=160)
    question = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)
    pages = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=80, unique=True)
    held_at = models.DateTimeField()

    class Meta:
        """One for each question of a form; old ones are found by their moment."""

        constraints = (
            models.UniqueConstraint(fields=["account", "form", "question"], name="evidence_held_once"),
        )
        indexes = (models.Index(fields=["held_at"], name="evidence_held_at"),)

    def __str__(self) -> str:
        return f"{self.question} of {self.form}, {self.account_id}"
