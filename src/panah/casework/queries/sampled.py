"""What became of the items drawn for samples, and whether a sample was judged (S24)."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from enum import Enum

from panah.audit.queries import looks_by
from panah.casework.models import Sample, SampledItem


class Fate(Enum):
    """What became of a drawn item: only one that was opened and then decided alone, by this officer, counts.

    `unseen` was decided without being opened since it was drawn, `elsewhere` by other hands.
    """

    WAITS = "waits"
    JUDGED = "judged"
    UNSEEN = "unseen"
    ELSEWHERE = "elsewhere"


type Drawn = tuple[SampledItem, Fate]
"""A drawn item, with its item and case, and what became of it."""


def unjudged(samples: Collection[int]) -> set[int]:
    """Of these samples those that open nothing yet; two queries and one for each officer."""
    counted = Counter(one.sample_id for one, fate in _all(samples) if fate is Fate.JUDGED)
    sizes = Sample.objects.filter(pk__in=samples).values_list("pk", "size")
    return {pk for pk, size in sizes if counted[pk] < size}


def drawn_of(sample: int) -> list[Drawn]:
    """The drawn items of one sample in the order of their drawing; two queries."""
    return _all([sample])


def sample_with(*, item: int, account_id: int | None) -> int | None:
    """The sample of this officer for which an item was drawn; None where it was for none."""
    found = SampledItem.objects.filter(item=item, account=account_id, drawn_at__isnull=False)
    return found.values_list("sample_id", flat=True).first()


def _all(samples: Collection[int]) -> list[Drawn]:
    rows = SampledItem.objects.filter(sample__in=list(samples), drawn_at__isnull=False)
    drawn = list(rows.select_related("item__case").order_by("drawn_at", "pk"))
    looks = _looks(drawn)
    return [(one, _fate(one, looks.get((one.account_id, one.item.case_id), ()))) for one in drawn]


def _looks(drawn: Collection[SampledItem]) -> Mapping[tuple[int, int], list[datetime]]:
    """When each officer opened each case, since the first of it was drawn."""
    found: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for account in {one.account_id for one in drawn}:
        own = [one for one in drawn if one.account_id == account]
        since = min(one.drawn_at for one in own if one.drawn_at is not None)
        streams = {one.item.case.stream: one.item.case_id for one in own}
        for look in looks_by(actor_id=account, streams=list(streams), since=since):
            found[account, streams[look.stream]].append(look.at)
    return found


def _fate(one: SampledItem, looks: Collection[datetime]) -> Fate:
    item, drawn_at = one.item, one.drawn_at
    if item.state == "open" or drawn_at is None:
        return Fate.WAITS
    if item.closed_by != one.account_id or item.closed_at is None:
        return Fate.ELSEWHERE
    closed_at = item.closed_at
    return Fate.JUDGED if any(drawn_at <= at <= closed_at for at in looks) else Fate.UNSEEN
