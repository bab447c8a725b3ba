"""A batch: the frozen selection of one act, and where each case of it is going."""

from django.db import models


class Batch(models.Model):
    """One act by one sender under one key; the same key and request give the stored result.

    `sender` is `account:5`, `system` or the name of an outside system; `result` is JSON.
    """

    sender = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    request_sha = models.CharField(max_length=64)
    at = models.DateTimeField()
    result = models.TextField(default="")

    class Meta:
        """One act per sender and key."""

        constraints = (models.UniqueConstraint(fields=["sender", "key"], name="casework_batch_key"),)

    def __str__(self) -> str:
        return f"{self.sender} {self.key}"


class BatchItem(models.Model):
    """One traveller of a batch: a selected item, or a place reached on the way.

    `position` is where it stands now: a step's path, `end:<name>` or `done`; empty while it may not move. `settled`
    says that it has arrived, `due_at` when what opens for it is due, where that is its own. Values, no foreign keys:
    these rows live for a day and must cost little.
    """

    batch_id = models.BigIntegerField()
    item_id = models.BigIntegerField(null=True)
    item_ver = models.PositiveIntegerField(null=True)
    case_id = models.BigIntegerField()
    subject_id = models.BigIntegerField(null=True)
    version_id = models.BigIntegerField()
    office_id = models.BigIntegerField()
    position = models.CharField(max_length=120, default="", db_default="")
    role = models.CharField(max_length=60, default="", db_default="")
    on_behalf_of = models.BigIntegerField(null=True)
    due_at = models.DateTimeField(null=True)
    settled = models.BooleanField(default=False, db_default=False)

    class Meta:
        """Read by batch and place."""

        indexes = (models.Index(fields=["batch_id", "settled", "position"], name="casework_batchitem_place"),)

    def __str__(self) -> str:
        return f"case {self.case_id} at {self.position or 'rest'}"
