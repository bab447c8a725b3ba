"""The number index: the papers issued since the last time get their entries, shard by shard."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.db import transaction

from panah.documents.keys.ring import signer
from panah.documents.models import NumberDue, PublishedList, StatusPlace
from panah.documents.operations.publishing.writing import put_out
from panah.documents.rules.proof import number_index
from panah.documents.rules.proof.number_index import NumberEntry, hashed
from panah.documents.rules.proof.trust_list import Purpose
from panah.foundation.clock import TEHRAN

EVERY: Final = timedelta(minutes=1)
"""New numbers are gathered so long: a shard is large, and nobody types a number the minute it was printed."""
MOST: Final = 500


def publish_numbers(*, now: datetime) -> int:
    """Enter new papers into the index and sign the shards they fall into; returns how many papers were entered."""
    with transaction.atomic():
        due = list(NumberDue.objects.order_by("pk").values_list("pk", "place")[:MOST])
        if not due or (len(due) < MOST and _is_too_soon(now)):
            return 0
        NumberDue.objects.filter(pk__in=[pk for pk, _ in due]).delete()
        for shard in sorted(_enter({place for _, place in due})):
            _publish(shard, now)
    return len(due)


def _is_too_soon(now: datetime) -> bool:
    return PublishedList.objects.filter(name__startswith="n/", made_at__gt=now - EVERY).exists()


def _enter(due: set[int]) -> set[int]:
    """Work out where each number is found: ten milliseconds each, so that nobody else works all of them out."""
    places = list(StatusPlace.objects.filter(place__in=due))
    for place in places:
        place.shard, place.tag = hashed(place.code)
    StatusPlace.objects.bulk_update(places, ["shard", "tag"], batch_size=200)
    return {place.shard for place in places if place.shard is not None}


def _publish(shard: int, now: datetime) -> None:
    rows = StatusPlace.objects.filter(shard=shard).order_by("pk")
    entries = [
        (bytes(row.tag), _entry(row)) for row in rows.iterator(chunk_size=2_000) if row.tag is not None
    ]
    key = signer(Purpose.STATUS, now=now)
    body = number_index.make(shard, entries, now=int(now.timestamp()), sign=key.sign, key_id=key.key_id)
    put_out(f"n/{shard:02x}", body, sequence=int(now.timestamp()), now=now)


def _entry(row: StatusPlace) -> NumberEntry:
    until = row.valid_until
    ends = None if until is None else datetime.combine(until + timedelta(days=1), time(), tzinfo=TEHRAN)
    return NumberEntry(
        place=row.place,
        type=row.type,
        expires_at=int(ends.astimezone(UTC).timestamp()) if ends else None,
    )
