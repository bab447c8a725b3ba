"""How long a step usually takes, from what was done last: half of the cases, and nine in ten."""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil
from typing import Final

from django.db.models import Max

from panah.casework.models import Item

LOOKED_AT: Final = 20_000
"""Only so many of the newest items are looked through, so that the cost never grows."""
ENOUGH: Final = 10
"""Fewer past cases than that say nothing."""
MOST: Final = 400
DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UsualTime:
    """Days, the first being 1, within which half and nine in ten of the past cases went on from a step."""

    p50: int
    p90: int


def usual_time(slug: str, step: str) -> UsualTime | None:
    """Measure the newest cases that went on from a step by somebody's hand; None where there are too few."""
    newest = Item.objects.aggregate(last=Max("pk"))["last"] or 0
    rows = Item.objects.filter(
        pk__gt=newest - LOOKED_AT, case__slug=slug, step=step, state="done", closed_at__isnull=False
    )
    spans = rows.order_by("-pk").values_list("opened_at", "closed_at")[:MOST]
    taken = sorted(closed - opened for opened, closed in spans if closed is not None)
    if len(taken) < ENOUGH:
        return None
    return UsualTime(_days(_share(taken, 0.5)), _days(_share(taken, 0.9)))


def _share(taken: list[timedelta], share: float) -> timedelta:
    return taken[ceil(share * len(taken)) - 1]


def _days(span: timedelta) -> int:
    return max(1, ceil(span / DAY))
