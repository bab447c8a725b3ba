"""The sweep: what happens when a promise runs out. It only moves an item where the definition says `late`."""

from datetime import datetime

from panah.casework.models import Item
from panah.casework.operations.acting import act_as_system
from panah.casework.rules import Selected
from panah.catalogue.queries import definition_of

MOST_AT_ONCE = 5_000


def sweep(*, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """Move the overdue items whose step says where to; returns how many moved.

    The actor is the system and the key is the item and its moment, so that two sweeps at once move an item once.
    An overdue item without `late` stays, and is shown as late.
    """
    overdue = (
        Item.objects.filter(state="open", due_at__lte=now)
        .select_related("case")
        .order_by("due_at", "pk")
        .only("pk", "ver", "step", "due_at", "case__version_id")[:most]
    )
    moved = 0
    for item in overdue:
        step = definition_of(item.case.version_id).step(item.step)
        if step.way("late") is None:
            continue
        result = act_as_system(
            chosen=[Selected(item.pk, item.ver)],
            step=item.step,
            word="late",
            key=f"late:{item.pk}:{item.ver}",
            now=now,
        )
        moved += result.moved
    return moved
