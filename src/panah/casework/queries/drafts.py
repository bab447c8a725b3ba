"""Reading what was begun and not sent, by its own writer alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from panah.audit.keys import key_ring
from panah.casework.models import Draft
from panah.foundation.canonical import Canonical, decode, encode
from panah.foundation.envelope import SealError


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A form as it was left: its idempotency key, its values by name, and when it was kept (UTC)."""

    place: str
    key: str
    values: Mapping[str, Canonical]
    kept_at: datetime


def draft_of(account_id: int, place: str) -> KeptDraft | None:
    """Give the form an account left at a place; one that cannot be opened any more counts as none."""
    row = Draft.objects.filter(account=account_id, place=place).first()
    return _opened(row) if row else None


def drafts_of(account_id: int) -> list[KeptDraft]:
    """Give every form an account left, the newest first."""
    rows = Draft.objects.filter(account=account_id).order_by("-kept_at")
    return [kept for row in rows if (kept := _opened(row))]


def seal_values(account_id: int, place: str, values: Mapping[str, Canonical]) -> bytes:
    """Seal the values of a form for one account and place; they open nowhere else."""
    return key_ring().seal(encode(dict(values)), aad=_where(account_id, place))


def open_values(account_id: int, place: str, sealed: bytes) -> dict[str, Canonical] | None:
    """Open what was sealed for this account and place; None for anything else."""
    try:
        values = decode(key_ring().open(sealed, aad=_where(account_id, place)))
    except (SealError, ValueError):
        return None
    return values if isinstance(values, dict) else None


def _opened(row: Draft) -> KeptDraft | None:
    values = open_values(row.account_id, row.place, bytes(row.sealed))
    return None if values is None else KeptDraft(row.place, row.key, values, row.kept_at)


def _where(account_id: int, place: str) -> bytes:
    return f"casework.draft|{account_id}|{place}".encode()
