"""The tables of casework."""

from panah.casework.models.anchors import CaseAnchor
from panah.casework.models.batches import Batch, BatchItem
from panah.casework.models.cases import Case, CaseCounter, Subject
from panah.casework.models.drafts import Draft
from panah.casework.models.forms import FormEntry
from panah.casework.models.items import Item
from panah.casework.models.outbox import OutboxMessage
from panah.casework.models.samples import Sample, SampledItem

__all__ = [
    "Batch",
    "BatchItem",
    "Case",
    "CaseAnchor",
    "CaseCounter",
    "Draft",
    "FormEntry",
    "Item",
    "OutboxMessage",
    "Sample",
    "SampledItem",
    "Subject",
]
