"""Forgetting the travellers of old batches: the journal keeps what happened, the batch its result."""

from datetime import datetime, timedelta

from panah.casework.models import Batch, BatchItem

KEPT = timedelta(days=1)


def forget_batches(*, now: datetime, most: int = 50_000) -> int:
    """Delete travellers of batches older than a day, some at a time; returns how many."""
    old = Batch.objects.filter(at__lt=now - KEPT).order_by("-pk").values_list("pk", flat=True).first()
    if old is None:
        return 0
    ids = BatchItem.objects.filter(batch_id__lte=old).order_by("pk").values_list("pk", flat=True)[:most]
    deleted, _ = BatchItem.objects.filter(pk__in=list(ids)).delete()
    return deleted
