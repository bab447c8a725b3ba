"""The sealer: puts what is not yet sealed under a signed Merkle root, in the background, outside every act."""

from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from django.db.models import Max

from panah.audit.keys import key_id
from panah.audit.leaves import Leaf, in_holes, leaves_of
from panah.audit.models import Event, Seal, SealedStretch
from panah.audit.rules import NO_ROOT, SealText, holes, stretches
from panah.foundation.merkle import root_of_hashes

LONGEST_TRANSACTION = timedelta(hours=1)
MOST_AT_ONCE = 20_000


def seal(*, now: datetime, key: Ed25519PrivateKey, most: int = MOST_AT_ONCE) -> int:
    """Seal events that are not sealed yet and return how many.

    They are looked for in the holes between what is sealed, never only behind the last: a slow transaction may commit
    a lower number later. Only numbers below the floor of an hour ago are taken as settled.
    """
    with transaction.atomic():
        previous = Seal.objects.select_for_update().order_by("-pk").first()
        leaves = _unsealed(now, most)
        if not leaves:
            return 0
        numbers, hashes = zip(*leaves, strict=True)
        text = SealText(
            root=root_of_hashes(hashes),
            previous_root=bytes(previous.root) if previous else NO_ROOT,
            events=len(hashes),
            sealed_at=now,
        )
        made = Seal.objects.create(
            root=text.root,
            previous_root=text.previous_root,
            events=text.events,
            floor=numbers[-1],
            sealed_at=now,
            key_id=key_id(key.public_key()),
            signature=key.sign(text.encoded()),
        )
        SealedStretch.objects.bulk_create(
            SealedStretch(
                seal=made,
                first_id=numbers[start],
                last_id=numbers[stop - 1],
                leaves=b"".join(hashes[start:stop]),
            )
            for start, stop in stretches(numbers)
        )
    return len(leaves)


def _unsealed(now: datetime, most: int) -> list[Leaf]:
    """The leaves of the first events that are not sealed, in the order of their numbers."""
    settled = Seal.objects.filter(sealed_at__lt=now - LONGEST_TRANSACTION).aggregate(floor=Max("floor"))
    floor = settled["floor"] or 0
    sealed = SealedStretch.objects.filter(last_id__gt=floor).order_by("first_id")
    between, last = holes(sealed.values_list("first_id", "last_id"), above=floor)
    found: list[Leaf] = []
    for some in in_holes(between):
        found += leaves_of(some[:most])
    if len(found) < most:
        found += leaves_of(Event.objects.filter(pk__gt=last).order_by("pk")[: most - len(found)])
    return found[:most]
