"""The sealer: puts what is not yet sealed under a signed Merkle root, in the background, outside every act."""

from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from panah.audit.keys import key_id
from panah.audit.models import Event, Seal, SealedEvent
from panah.audit.rules import EVENT_FIELDS, NO_ROOT, SealText, leaf
from panah.foundation.merkle import leaf_hash, root_of_hashes

LONGEST_TRANSACTION = timedelta(hours=1)
MOST_AT_ONCE = 20_000


def seal(*, now: datetime, key: Ed25519PrivateKey, most: int = MOST_AT_ONCE) -> int:
    """Seal events that are not sealed yet and return how many.

    What is unsealed is found by an anti-join, never by "id greater than the last": a slow transaction may commit a
    lower id later. Only ids below the floor of an hour ago are taken as settled.
    """
    with transaction.atomic():
        previous = Seal.objects.select_for_update().order_by("-pk").first()
        rows = list(_unsealed(now).values("pk", *EVENT_FIELDS)[:most])
        if not rows:
            return 0
        leaves = [leaf_hash(leaf(row["pk"], row)) for row in rows]
        text = SealText(
            root=root_of_hashes(leaves),
            previous_root=bytes(previous.root) if previous else NO_ROOT,
            events=len(leaves),
            sealed_at=now,
        )
        made = Seal.objects.create(
            root=text.root,
            previous_root=text.previous_root,
            events=text.events,
            floor=rows[-1]["pk"],
            sealed_at=now,
            key_id=key_id(key.public_key()),
            signature=key.sign(text.encoded()),
        )
        SealedEvent.objects.bulk_create(
            [
                SealedEvent(event_id=row["pk"], seal=made, position=position, leaf=hashed)
                for position, (row, hashed) in enumerate(zip(rows, leaves, strict=True))
            ],
            batch_size=2_000,
        )
    return len(rows)


def _unsealed(now: datetime) -> QuerySet[Event]:
    settled = Seal.objects.filter(sealed_at__lt=now - LONGEST_TRANSACTION).order_by("-pk").first()
    sealed = SealedEvent.objects.filter(event_id=OuterRef("pk"))
    events = Event.objects.filter(~Exists(sealed)).order_by("pk")
    return events.filter(pk__gt=settled.floor) if settled else events
