"""Personal columns: sealed for their owner's row, found again by a blind index."""

from panah.audit.keys import key_ring
from panah.registry.rules import compact


def owner_key(*, person_id: int | None = None, household_id: int | None = None) -> str:
    """Name whose value it is, as the seal binds it: ``p7`` or ``h5``."""
    return f"p{person_id}" if person_id is not None else f"h{household_id}"


def seal_text(*, table: str, owner: str, text: str) -> bytes:
    """Seal a text for one owner of one table; it opens nowhere else."""
    return key_ring().seal(text.encode(), aad=_place(table, owner))


def open_text(*, table: str, owner: str, sealed: bytes | memoryview) -> str:
    """Open what was sealed for this owner; raises foundation.envelope.SealError."""
    return key_ring().open(bytes(sealed), aad=_place(table, owner)).decode()


def index_of(*, table: str, text: str) -> str:
    """Give the blind index of a number: digits of any script, letters without case, punctuation dropped."""
    return key_ring().blind_index(compact(text), aad=f"registry.{table}".encode())


def _place(table: str, owner: str) -> bytes:
    return f"registry.{table}|{owner}".encode()
