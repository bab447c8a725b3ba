"""Whom an item can be given to."""

from datetime import datetime

from panah.casework.models import Item
from panah.organisation.queries import holders


def colleagues(item_id: int, *, at: datetime) -> list[tuple[int, str]]:
    """Give who holds one of an open item's roles over its office at a moment (UTC), as (account, label), by label."""
    item = Item.objects.select_related("office").filter(pk=item_id, state="open").first()
    if item is None:
        return []
    found = {
        held.staff.account_id: held.staff.label
        for role in item.queue.split("+")
        for held in holders(role=role, office=item.office, at=at)
    }
    return sorted(found.items(), key=lambda one: one[1])
