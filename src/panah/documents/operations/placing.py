"""Drawing the place of a new paper in the status lists: at random, so that a place tells nobody when it was issued."""

import secrets
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
