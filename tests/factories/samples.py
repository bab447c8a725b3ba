"""Judging what was drawn for a sample, as an officer does: open the file, then decide about it alone."""

from collections.abc import Mapping
from datetime import datetime

from panah.casework.engine.authority import Actor
from panah.casework.models import Item, SampledItem
from panah.casework.operations import ActResult, Selected, act
from panah.casework.queries.reading import log_case_reading, reading


def drawn(sample: int) -> list[Item]:
    """What was drawn for a sample."""
    found = SampledItem.objects.filter(sample=sample, drawn_at__isnull=False).select_related("item")
    return [one.item for one in found.order_by("drawn_at", "pk")]


def open_file(item: Item, *, actor: Actor, now: datetime) -> None:
    """Look at the case of an item."""
    assert actor.account_id is not None
    look = reading(actor_id=actor.account_id, role=item.queue, purpose="service", at=now)
    log_case_reading(item.case_id, look)


def decide(
    item: Item, word: str, *, actor: Actor, now: datetime, form: Mapping[str, str] | None = None
) -> ActResult:
    """Say a word about one item alone."""
    item.refresh_from_db()
    return act(
        chosen=[Selected(item.pk, item.ver)],
        step=item.step,
        word=word,
        actor=actor,
        key=f"alone-{item.pk}",
        now=now,
        form=form or {},
    )


def judge(sample: int, *, actor: Actor, now: datetime, word: str = "approved") -> None:
    """Open and decide, one by one, everything that was drawn and still waits."""
    for item in drawn(sample):
        if item.state == "open":
            open_file(item, actor=actor, now=now)
            decide(item, word, actor=actor, now=now)
