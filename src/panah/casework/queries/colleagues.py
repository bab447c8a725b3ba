"""Whom an item can be given to."""

from datetime import datetime

from panah.casework.models import Item
from panah.casework.queries.handing import able_colleagues


def colleagues(item_id: int, *, at: datetime) -> list[tuple[int, str]]:
    """Give who holds a role of an open item over its office and is there at a moment (UTC), as (account, label)."""
    item = Item.objects.select_related("office").filter(pk=item_id, state="open").first()
    return able_colleagues([item], at=at) if item else []
