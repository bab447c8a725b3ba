"""Handing out work, one item or many: from one officer to another, or back to all; nothing of the work itself moves."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from panah.casework.engine import journal, selection, sql
from panah.casework.engine.authority import Actor
from panah.casework.engine.run import Run
from panah.casework.models import Item
from panah.casework.operations.batching import once
from panah.casework.queries.handing import Handing, handing
from panah.casework.rules import ActResult, Selected, Skipped, request_digest
from panah.foundation.errors import InvalidInput, NotAllowed
from panah.organisation.absent import away

MOST_AT_ONCE = 5_000
HANDED = """
    SELECT b.case_id, b.id AS place, i.step, '' AS word, %s AS about, b.role, b.on_behalf_of
    FROM casework_batchitem b JOIN casework_item i ON i.id = b.item_id
    WHERE b.batch_id = %s AND b.position <> ''
"""


def reassign(
    *, chosen: Sequence[Selected], to: int | None, actor: Actor, key: str, now: datetime
) -> ActResult:
    """Give open items to an officer, or back to all (None); due dates and all else stay, each case has its event.

    Items that changed, went on, or may not be handed over so are skipped and named: `moved-on`, `changed`,
    `not-found`, and what `queries.handing` says. Raises InvalidInput("selection-size", "key-used"),
    NotAllowed("colleague-away").
    """
    distinct = list({one.item: one for one in chosen}.values())
    if not distinct or len(distinct) > MOST_AT_ONCE:
        raise InvalidInput("selection-size", most=MOST_AT_ONCE, selected=len(distinct))
    if to is not None and to != actor.account_id and away(now, accounts=[to]):
        raise NotAllowed("colleague-away")

    def move(run: Run) -> ActResult:
        return _move(run, distinct, to, actor)

    sha = request_digest("", f"assigned:{to or ''}", distinct, {})
    return once(actor=actor, key=key, request_sha=sha, form={}, now=now, move=move)


def _move(run: Run, chosen: Sequence[Selected], to: int | None, actor: Actor) -> ActResult:
    selection.freeze(run, chosen)
    selection.lock(run)
    numbers = [one.item for one in chosen]
    items = Item.objects.select_related("case", "office").in_bulk(numbers)
    why = _stale(chosen, items)
    fresh = [items[item] for item in numbers if item not in why]
    found = handing(fresh, to=to, actor=actor, now=run.now)
    why |= {item: one.refused for item, one in found.items() if one.refused}
    moved = _hand(run, to, {item: one for item, one in found.items() if not one.refused})
    skipped = tuple(Skipped(item, why[item]) for item in numbers if item in why)
    return ActResult(selected=len(chosen), moved=moved, skipped=skipped)


def _stale(chosen: Sequence[Selected], items: Mapping[int, Item]) -> dict[int, str]:
    """The items the page showed otherwise than they are now."""
    why: dict[int, str] = {}
    for one in chosen:
        item = items.get(one.item)
        if item is None:
            why[one.item] = "not-found"
        elif item.state != "open" or item.kind != "by":
            why[one.item] = "moved-on"
        elif item.ver != one.ver:
            why[one.item] = "changed"
    return why


def _hand(run: Run, to: int | None, found: Mapping[int, Handing]) -> int:
    """Mark what goes, and by whose power; tell the journal, and write the new holder; returns how many."""
    powers = (
        (
            item,
            one.power.role if one.power else "",
            one.power.for_account if one.power and one.power.for_account != run.actor_id else None,
        )
        for item, one in found.items()
    )
    sql.run(
        f"""
        UPDATE casework_batchitem SET position = 'assigned', settled = true, role = t.role, on_behalf_of = t.behalf
        FROM {sql.table(item="int", role="text", behalf="int")} t
        WHERE casework_batchitem.batch_id = %s AND casework_batchitem.item_id = t.item
        """,  # noqa: S608  # our own text
        [sql.parameter(powers), run.batch],
    )
    journal.write(run, "assigned", HANDED, [f"account {to}" if to else "", run.batch])
    return sql.run(
        """
        UPDATE casework_item SET assignee_id = %s, ver = casework_item.ver + 1
        FROM casework_batchitem b WHERE b.batch_id = %s AND b.position <> '' AND b.item_id = casework_item.id
        """,
        [to, run.batch],
    )
