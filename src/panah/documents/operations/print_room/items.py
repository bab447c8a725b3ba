"""Holding items of the print room while something is done to them."""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db.models import QuerySet

from panah.documents.models import PrintItem
from panah.documents.rules.print_room import BEFORE, ItemState
from panah.foundation.errors import Conflict, NotFound

BESIDE = ("document__case", "site", "office", "blank")


def held(**of: object) -> QuerySet[PrintItem]:
    """Items with all that is written about them, locked until the transaction ends, in the order of their numbers."""
    rows = PrintItem.objects.select_for_update(of=("self",)).filter(**of)
    return rows.select_related(*BESIDE).order_by("pk")


def held_item(item_id: int) -> PrintItem:
    """One item, locked. Raises NotFound("print-unknown")."""
    found = held(pk=item_id).first()
    if found is None:
        raise NotFound("print-unknown", item=item_id)
    return found


def refuse_unless(item: PrintItem, target: ItemState) -> None:
    """Raise Conflict("print-elsewhere") for an item that cannot come into a state from the one it is in."""
    if ItemState(item.state) not in BEFORE[target]:
        raise Conflict("print-elsewhere", item=item.pk, state=item.state)


def moved(
    items: Iterable[PrintItem],
    target: ItemState,
    *,
    now: datetime,
    by: int | None,
    fields: Collection[str] = (),
) -> None:
    """Bring items into a state, with the other fields that were set on them."""
    rows = list(items)
    for item in rows:
        item.state, item.since, item.by_id = target.value, now, by
    PrintItem.objects.bulk_update(rows, ["state", "since", "by", *fields], batch_size=200)
