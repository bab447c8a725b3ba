"""The register of keys: which of them signs what on a day, and all of them as the trust list tells the world."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from panah.documents.keys.port import KeyHolder, KeyRefused
from panah.documents.models import DocumentKey
from panah.documents.rules.proof.public_keys import algorithm_of, coordinates, from_coordinates, key_id
from panah.documents.rules.proof.trust_list import KeyState, Purpose, TrustedKey

SIGNS_FOR: Final = timedelta(days=365)
OVERLAP: Final = timedelta(days=30)
"""A key may sign so much longer than its year, so that its successor is never awaited."""


def make_key(*, holder: KeyHolder, purpose: Purpose, types: Iterable[str], now: datetime) -> DocumentKey:
    """Have the holder make a key and enter it; from now on it signs what is of its purpose, for a year and a month."""
    public = holder.make()
    x, y = coordinates(public)
    return DocumentKey.objects.create(
        name=key_id(public).hex(),
        purpose=purpose,
        algorithm=algorithm_of(public),
        x=x,
        y=y,
        types=" ".join(sorted(types)),
        not_before=now.replace(microsecond=0),
        not_after=now.replace(microsecond=0) + SIGNS_FOR + OVERLAP,
        made_at=now,
    )


def key_for(purpose: Purpose, *, now: datetime, kind: str = "") -> DocumentKey:
    """Choose the newest active key of a purpose, for papers of a kind; raises KeyRefused("key-missing")."""
    active = DocumentKey.objects.filter(
        purpose=purpose, state=KeyState.ACTIVE, not_before__lte=now, not_after__gte=now
    )
    for key in active.order_by("-not_before", "-pk"):
        if not kind or kind in key.types.split():
            return key
    raise KeyRefused("key-missing", purpose=purpose.value, kind=kind)


def trusted_keys() -> tuple[TrustedKey, ...]:
    """Give every key that ever signed, oldest first."""
    return tuple(_trusted(row) for row in DocumentKey.objects.order_by("pk"))


def _trusted(row: DocumentKey) -> TrustedKey:
    return TrustedKey(
        public=from_coordinates(row.algorithm, bytes(row.x), bytes(row.y)),
        purpose=Purpose(row.purpose),
        types=frozenset(row.types.split()),
        not_before=_seconds(row.not_before),
        not_after=_seconds(row.not_after),
        state=KeyState(row.state),
        compromised_since=_seconds(row.compromised_since) if row.compromised_since else None,
    )


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
