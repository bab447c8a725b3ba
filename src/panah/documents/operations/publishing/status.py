"""The lists of status: whichever shard a changed paper stands in is put together from the papers and signed anew."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q

from panah.documents.keys.ring import signer
from panah.documents.models import PublishedList, StatusDue, StatusPlace
from panah.documents.operations.publishing.writing import put_out
from panah.documents.place import status_address
from panah.documents.rules.proof import status_list
from panah.documents.rules.proof.status_list import SHARD, Status, shard_of
from panah.documents.rules.proof.trust_list import Purpose

ANEW: Final = timedelta(hours=6)
"""A list nobody changed is signed again after so long: a day later it would no longer be green anywhere."""
MOST: Final = 5_000


def publish_status(*, now: datetime) -> int:
    """Sign every shard that changed, or is growing old; returns how many changes were published.

    A change is forgotten in the transaction that publishes it, so that a worker killed between the two does it again.
    """
    with transaction.atomic():
        due = list(StatusDue.objects.order_by("pk").values_list("pk", "place")[:MOST])
        StatusDue.objects.filter(pk__in=[pk for pk, _ in due]).delete()
        for shard in sorted({shard_of(place)[0] for _, place in due} | _growing_old(now)):
            _publish(shard, now)
    return len(due)


def _growing_old(now: datetime) -> set[int]:
    """The shards there are, without those signed a short while ago."""
    last = StatusPlace.objects.order_by("-place").values_list("place", flat=True).first()
    if last is None:
        return set()
    fresh = PublishedList.objects.filter(name__startswith="s/", made_at__gt=now - ANEW)
    young = {int(name.removeprefix("s/")) for name in fresh.values_list("name", flat=True)}
    return set(range(shard_of(last)[0] + 1)) - young


def _publish(shard: int, now: datetime) -> None:
    PublishedList.objects.select_for_update().filter(name=f"s/{shard}").first()
    key = signer(Purpose.STATUS, now=now)
    body = status_list.make(
        status_list.pack(_marked(shard)),
        uri=status_address(shard),
        now=int(now.timestamp()),
        sign=key.sign,
        key_id=key.key_id,
    )
    put_out(f"s/{shard}", body, sequence=int(now.timestamp()), now=now)


def _marked(shard: int) -> list[tuple[int, Status]]:
    """The places of a shard whose papers do not simply hold."""
    places = StatusPlace.objects.filter(place__gte=shard * SHARD, place__lt=(shard + 1) * SHARD)
    rows = places.filter(Q(is_ended=True) | Q(is_used=True)).values_list("place", "is_ended")
    return [(shard_of(place)[1], Status.REVOKED if ended else Status.USED) for place, ended in rows]
