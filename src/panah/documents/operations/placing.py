"""The place of a new paper in the status lists: drawn at random, so that a place tells nobody when it was issued."""

import secrets
from datetime import date
from typing import Final

from panah.documents.models import StatusPlace
from panah.documents.rules.proof.status_list import SHARD

FULLEST: Final = 2
"""A shard more is opened before half of all places are taken: a free one is found in two draws."""


def draw_place() -> int:
    """Draw a free place among the open shards."""
    last = StatusPlace.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    among = SHARD * ((last + 1) * FULLEST // SHARD + 1)
    while StatusPlace.objects.filter(place=(place := secrets.randbelow(among))).exists():
        pass
    return place


def give_place(
    *, paper: str, code: str, kind: str, until: date | None = None, place: int | None = None
) -> None:
    """Have a paper stand in the published lists by its stream; `kind` is its type there, `until` its last local day.

    In the transaction that issues it, once. Without a `place` drawn before, one is drawn now.
    """
    StatusPlace.objects.create(
        paper=paper,
        code=code,
        type=kind,
        valid_until=until,
        place=draw_place() if place is None else place,
    )
