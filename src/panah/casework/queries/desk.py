"""A desk: the queues and offices an officer works at, as pairs the database can walk one by one in order of promise.

Reading a worklist costs a bounded walk of one index per pair, whatever the length of the queue.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from panah.casework.engine import sql
from panah.casework.queries.left_work import NOTHING_LEFT, Holders, LeftWork, Pair, left_work
from panah.catalogue.models import ServiceVersion
from panah.catalogue.queries import contents_of
from panah.organisation.queries import offices_in
from panah.organisation.rules import Scope, covers
from panah.organisation.supervision import SUPERVISORS
from panah.workflow.definition import ServiceDefinition

WALKS_AT_ONCE = 200
"""SQLite joins no more than 500 selects; a ministry's desk is walked in several statements."""


@dataclass(frozen=True)
class Desk:
    """What one scope works at: its pairs, every queue there is, to tell what waits for others, and what is left."""

    scope: Scope
    definitions: tuple[ServiceDefinition, ...]
    offices: tuple[tuple[int, str, str], ...]
    left: LeftWork = NOTHING_LEFT

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The queues of one's roles at the offices each reaches."""
        found = {
            (queue, office)
            for held in self.scope.holdings
            for queue in self.queues
            if held.role in queue.split("+")
            for office, path, _ in self.offices
            if covers(held.office_path, path)
        }
        return tuple(sorted(found))

    @cached_property
    def others(self) -> tuple[Pair, ...]:
        """What waits for the applicant or another role at the same offices, or those one supervises."""
        mine = set(self.pairs)
        offices = {office for _, office in mine} | self.supervised
        return tuple(
            sorted(
                (queue, office) for queue in self.queues for office in offices if (queue, office) not in mine
            )
        )

    @cached_property
    def supervised(self) -> frozenset[int]:
        """The offices whose work one hands out; of somebody set over very many, their own alone."""
        found: set[int] = set()
        for held in self.scope.holdings:
            if held.role in SUPERVISORS:
                below = {office for office, path, _ in self.offices if covers(held.office_path, path)}
                found |= below if len(below) <= WALKS_AT_ONCE else {held.office_id}
        return frozenset(found)

    @cached_property
    def queues(self) -> frozenset[str]:
        """Every queue the published services know."""
        human = {"+".join(step.holders) for one in self.definitions for step in one.human_steps}
        return frozenset(human | {"applicant", "system-desk"})

    @cached_property
    def office_names(self) -> dict[int, str]:
        """The names of the offices of this desk."""
        wanted = {office for _, office in self.pairs}
        return {office: name for office, _, name in self.offices if office in wanted}


def desk_of(scope: Scope, *, now: datetime) -> Desk:
    """Lay out the desk of a scope at a moment (UTC): six queries at most, whoever is away."""
    versions = list(ServiceVersion.objects.order_by("slug", "-n").values_list("pk", flat=True))
    contents = contents_of(versions).values()
    return Desk(
        scope=scope,
        definitions=tuple(one.definition for one in contents if one.definition is not None),
        offices=tuple(offices_in(scope).order_by("path").values_list("pk", "path", "name")),
        left=left_work(scope, at=now),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """One index walk in order of promise: a condition that names a place of an index, with its parameters."""

    condition: str
    params: tuple[sql.Value, ...]


def at(pairs: Iterable[Pair]) -> tuple[Source, ...]:
    """The walks of some queues at some offices."""
    return tuple(Source("i.queue = %s AND i.office_id = %s", pair) for pair in sorted(set(pairs)))


def free_at(
    pairs: Iterable[Pair], *, besides: Sequence[Holders], me: int | None = None
) -> tuple[Source, ...]:
    """The walks of what nobody holds, of what `me` holds, and of what those away hold, by where it waits."""
    found = []
    for pair in sorted(set(pairs)):
        left = [account for held in besides for account in held.get(pair, ())]
        holders = [*left, *([] if me is None else [me])]
        mark = f" OR i.assignee_id IN ({sql.places(len(holders))})" if holders else ""
        nobody = f"i.queue = %s AND i.office_id = %s AND (i.assignee_id IS NULL{mark})"
        found.append(Source(nobody, (*pair, *holders)))
    return tuple(found)


def left_with(held: Holders) -> tuple[Source, ...]:
    """The walks of what those away hold."""
    return tuple(
        Source(
            f"i.queue = %s AND i.office_id = %s AND i.assignee_id IN ({sql.places(len(accounts))})",
            (*pair, *accounts),
        )
        for pair, accounts in sorted(held.items())
    )


def held_by(account_id: int) -> tuple[Source, ...]:
    """The walk of what one account took for itself or was given."""
    return (Source("i.assignee_id = %s", (account_id,)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """What is kept of each walk: conditions on the item (`i`) and its case (`c`), with their parameters."""

    conditions: tuple[str, ...] = ()
    params: tuple[sql.Value, ...] = ()

    def also(self, condition: str, *params: sql.Value) -> "Sieve":
        """Add a condition."""
        return Sieve(conditions=(*self.conditions, condition), params=(*self.params, *params))


def walk(sources: Sequence[Source], sieve: Sieve, *, dated: bool, most: int) -> list[int]:
    """Give the open items of the walks in order of promise, at most so many; undated ones by number.

    Each walk is one bounded scan of its index and they are merged, so that the rows read never grow with a queue.
    """
    found: list[tuple[str, int]] = []
    for start in range(0, len(sources), WALKS_AT_ONCE):
        union, params = _union(sources[start : start + WALKS_AT_ONCE], sieve, dated=dated, most=most)
        statement = f"SELECT due_at, id FROM ({union}) u ORDER BY due_at, id LIMIT %s"  # noqa: S608  # our own text
        found += [(str(due), int(str(item))) for due, item in sql.rows(statement, [*params, most])]
    return [item for _, item in sorted(found)[:most]]


def _union(sources: Sequence[Source], sieve: Sieve, *, dated: bool, most: int) -> tuple[str, list[sql.Value]]:
    """Write walks as one UNION ALL, each in the order of its index and bounded."""
    joined = any("c." in condition for condition in sieve.conditions)
    head = "SELECT i.id, i.due_at FROM casework_item i"
    head += " JOIN casework_case c ON c.id = i.case_id" if joined else ""
    kept = "".join(f" AND {condition}" for condition in sieve.conditions)
    kept += " AND i.due_at IS NOT NULL" if dated else " AND i.due_at IS NULL"
    parts: list[str] = []
    params: list[sql.Value] = []
    for source in sources:
        one = f"{head} WHERE i.state = 'open' AND {source.condition}{kept} ORDER BY i.due_at, i.id LIMIT %s"
        parts.append(f"SELECT id, due_at FROM ({one}) b")  # noqa: S608  # our own text
        params += [*source.params, *sieve.params, most]
    return " UNION ALL ".join(parts), params
