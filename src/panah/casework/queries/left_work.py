"""What lies with colleagues who are away: read so while they are, and never reassigned in the rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from panah.casework.models import Item
from panah.organisation.absent import Lent, away_near, lent_by
from panah.organisation.rules import Scope, covers

type Pair = tuple[str, int]
"""A queue (roles joined by "+") at one office (its number)."""

type Holders = Mapping[Pair, tuple[int, ...]]
"""Accounts that are away and hold work, by where it waits."""


@dataclass(frozen=True, slots=True)
class LeftWork:
    """Who is away until which day (account: first local day back), and whose work is whose meanwhile.

    `common` is anybody's of the queue, as nobody stands in; `mine` waits for the one who asks, who stands in for them.
    """

    away: Mapping[int, date] = field(default_factory=dict)
    common: Holders = field(default_factory=dict)
    mine: Holders = field(default_factory=dict)


NOTHING_LEFT = LeftWork()


def left_work(scope: Scope, *, at: datetime) -> LeftWork:
    """Read what is left to others at a moment (UTC), as one scope sees it: one query, three where somebody is away."""
    rows = away_near(scope, at).exclude(staff__account=scope.account_id)
    away = dict(rows.values_list("staff__account_id", "valid_until"))
    if not away:
        return NOTHING_LEFT
    held = (
        Item.objects.filter(state="open", assignee__in=away)
        .order_by("assignee", "queue", "office")
        .values_list("assignee_id", "queue", "office_id", "office__path")
        .distinct()
    )
    lent = lent_by(away, at=at)
    common: dict[Pair, tuple[int, ...]] = {}
    mine: dict[Pair, tuple[int, ...]] = {}
    for account, queue, office, path in held:
        standing_in = _stand_ins(lent, account or 0, queue, path)
        if standing_in and scope.account_id not in standing_in:
            continue
        side = mine if standing_in else common
        side[queue, office] = (*side.get((queue, office), ()), account or 0)
    return LeftWork(away, common, mine)


def _stand_ins(lent: Sequence[Lent], owner: int, queue: str, path: str) -> set[int]:
    """The accounts that stand in for an owner in one queue at one office."""
    roles = queue.split("+")
    return {
        one.stand_in for one in lent if one.owner == owner and one.role in roles and covers(one.path, path)
    }
