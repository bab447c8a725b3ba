"""Making a batch of the cards that wait at a site, the oldest first."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from panah.casework.engine.authority import Actor
from panah.documents.kinds import CARDS
from panah.documents.models import PrintBatch, PrintItem
from panah.documents.operations.print_room.people import office_named, officer_at
from panah.documents.rules.print_room import MOST_IN_BATCH, ItemState
from panah.documents.rules.standing import State
from panah.foundation.errors import Conflict, InvalidInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which cards shall be printed together: of a site, of one kind, so many at most."""

    site: int
    kind: str
    most: int = MOST_IN_BATCH


def make_batch(*, asked: Asked, actor: Actor, key: str, now: datetime) -> PrintBatch:
    """Put the waiting cards of a kind into a batch; the same key gives the same batch again.

    Raises NotAllowed("not-yours-to-print"), NotFound("office-unknown"), InvalidInput (`kind-unknown`, `batch-size`),
    Conflict (`nothing-waits`, `key-used`).
    """
    site = office_named(asked.site)
    account = officer_at(site, actor)
    if asked.kind not in CARDS:
        raise InvalidInput("kind-unknown", field="kind")
    if not 0 < asked.most <= MOST_IN_BATCH:
        raise InvalidInput("batch-size", field="most")
    key = f"{account}:{key}"[:160]
    with transaction.atomic():
        if before := PrintBatch.objects.filter(key=key).first():
            if (before.site_id, before.kind) != (asked.site, asked.kind):
                raise Conflict("key-used")
            return before
        items = list(_waiting(asked))
        if not items:
            raise Conflict("nothing-waits", kind=asked.kind)
        batch = PrintBatch.objects.create(
            site=site, kind=asked.kind, size=len(items), key=key, made_by_id=account, made_at=now
        )
        for place, item in enumerate(items, start=1):
            item.batch, item.place = batch, place
        PrintItem.objects.bulk_update(items, ["batch", "place"], batch_size=200)
    return batch


def _waiting(asked: Asked) -> QuerySet[PrintItem]:
    rows = PrintItem.objects.select_for_update(of=("self",)).filter(
        site=asked.site,
        state=ItemState.WAITING,
        batch=None,
        document__kind=asked.kind,
        document__state=State.VALID,
    )
    return rows.order_by("pk")[: asked.most]
