"""What is free: for a household as a short list, for the plan as a whole."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, TypedDict

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from panah.appointments.models import EarlierOffer, Slot
from panah.appointments.rules.changes import OfferState
from panah.appointments.rules.planning import FreeSlot
from panah.foundation.clock import TEHRAN

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations


KINDS_AT_ONCE: Final = 8
"""No office opens more kinds of times (length, offers) at one hour than this, nearly ever."""


class Held(TypedDict):
    """Beside a slot: how many of its places are held by open offers."""

    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """One time a household may choose; `starts_at` in UTC."""

    slot_id: int
    office_id: int
    starts_at: datetime
    minutes: int
    left: int
    offers: int


def free_times(
    *,
    offices: Iterable[int],
    minutes: int,
    needs: int,
    now: datetime,
    first: date | None = None,
    until: date | None = None,
    limit: int = 20,
) -> list[FreeTime]:
    """List the next times that suit a household at these offices, earliest first, between two local days.

    `minutes` and `needs` are what it asks of a time; what is held on offer for others is not free.
    """
    rows = _free(offices, now).filter(minutes__gte=minutes)
    suited = rows.annotate(met=F("offers").bitand(needs)).filter(met=needs)
    if first is not None:
        suited = suited.filter(day__gte=first)
    if until is not None:
        suited = suited.filter(day__lte=until)
    return [
        FreeTime(
            slot_id=slot.pk,
            office_id=slot.office_id,
            starts_at=slot.starts_at,
            minutes=slot.minutes,
            left=slot.left - slot.held,
            offers=slot.offers,
        )
        for slot in suited.order_by("starts_at", "office", "minutes", "pk")[:limit]
    ]


def free_choices(
    *,
    offices: Iterable[int],
    minutes: int,
    needs: int,
    now: datetime,
    first: date | None = None,
    until: date | None = None,
    limit: int = 20,
) -> list[FreeTime]:
    """List the same, each hour of an office once: by the time that wastes least of what others need.

    That is the one that offers least besides, then the shortest.
    """
    found = free_times(
        offices=offices,
        minutes=minutes,
        needs=needs,
        now=now,
        first=first,
        until=until,
        limit=limit * KINDS_AT_ONCE,
    )
    best: dict[tuple[datetime, int], FreeTime] = {}
    for one in found:
        key = (one.starts_at, one.office_id)
        if key not in best or _waste(one, needs) < _waste(best[key], needs):
            best[key] = one
    return list(best.values())[:limit]


def _waste(one: FreeTime, needs: int) -> tuple[int, int, int]:
    return (one.offers & ~needs).bit_count(), one.minutes, one.slot_id


def free_slots(*, offices: Iterable[int], first: date, last: date, now: datetime) -> list[FreeSlot]:
    """Give what the plan may fill at these offices, from the first to the last local day."""
    rows = _free(offices, now).filter(day__gte=first, day__lte=last)
    return [as_free(slot, held=slot.held) for slot in rows.order_by("pk")]


def as_free(slot: Slot, *, held: int = 0) -> FreeSlot:
    """Give a slot as the plan sees it, without what is held for others."""
    local = slot.starts_at.astimezone(TEHRAN)
    return FreeSlot(
        number=slot.pk,
        office=slot.office_id,
        day=slot.day,
        moment=local.hour * 60 + local.minute,
        minutes=slot.minutes,
        places=max(0, slot.left - held),
        offers=slot.offers,
    )


def _free(offices: Iterable[int], now: datetime) -> "QuerySet[WithAnnotations[Slot, Held]]":
    open_offers = EarlierOffer.objects.filter(slot=OuterRef("pk"), state=OfferState.OPEN, until__gt=now)
    counted = open_offers.order_by().values("slot").annotate(n=Count("pk")).values("n")
    rows = Slot.objects.filter(office__in=list(offices), starts_at__gt=now, shut_at=None)
    return rows.annotate(held=Coalesce(Subquery(counted, output_field=IntegerField()), 0)).filter(
        places__gt=F("taken") + F("held")
    )
