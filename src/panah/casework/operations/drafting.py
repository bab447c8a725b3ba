"""Keeping a form that was begun, and forgetting it once it was sent."""

from collections.abc import Mapping
from datetime import datetime

from panah.casework.models import Draft
from panah.casework.queries.drafts import seal_values
from panah.foundation.canonical import Canonical


def keep_draft(
    *, account_id: int, place: str, key: str, values: Mapping[str, Canonical], now: datetime
) -> None:
    """Keep what was filled in so far, under the key it will be sent with; it replaces what was kept before."""
    Draft.objects.update_or_create(
        account_id=account_id,
        place=place,
        defaults={"key": key, "sealed": seal_values(account_id, place, values), "kept_at": now},
    )


def drop_draft(*, account_id: int, place: str) -> None:
    """Forget a form: it was sent, or its writer wants to begin anew."""
    Draft.objects.filter(account=account_id, place=place).delete()
