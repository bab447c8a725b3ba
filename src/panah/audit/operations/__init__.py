"""Writing to the journal and sealing it."""

from panah.audit.operations.record import (
    EVENT_COLUMNS,
    Act,
    StoredPayload,
    erase_payload,
    record,
    record_from,
    record_read,
    store_payload,
)
from panah.audit.operations.seal import seal

__all__ = [
    "EVENT_COLUMNS",
    "Act",
    "StoredPayload",
    "erase_payload",
    "record",
    "record_from",
    "record_read",
    "seal",
    "store_payload",
]
