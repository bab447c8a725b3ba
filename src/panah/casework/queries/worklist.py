"""The worklist: what waits for an officer, the oldest promise first, by pages that cost the same at any length."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from django.db.models import Count, Min

from panah.casework.models import Item, Subject
from panah.casework.queries.desk import Desk, Sieve, Source, at, free_at, held_by, left_with, walk
from panah.catalogue.queries import content_of, definition_of
from panah.foundation.clock import aware
from panah.foundation.errors import InvalidInput

PAGE = 50


class Tab(Enum):
    """The four lists of a worklist."""

    MINE = "mine"
    UNCLAIMED = "unclaimed"
    OTHERS = "others"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What is looked for within a tab; empty means all. `step` is a path and goes with its service's `slug`."""

    slug: str = ""
    step: str = ""
    office: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRow:
    """One line: the item and its version, whose case, what is to be done, since when and until when (UTC).

    `holders` are the roles it waits for; `people` counts the case's subjects; `round` is above 1 after a return.
    Where `assignee` is away, `back_on` is the first local day they are there again.
    """

    item: int
    ver: int
    case: int
    number: str
    slug: str
    service: str
    step: str
    title: str
    person: str
    people: int
    office: str
    opened_at: datetime
    due_at: datetime | None
    round: int
    holders: tuple[str, ...]
    assignee: int | None
    back_on: date | None


@dataclass(frozen=True, slots=True)
class WorkPage:
    """Up to fifty lines, and the mark from which the next page goes on (empty at the end)."""

    rows: tuple[WorkRow, ...]
    after: str


def worklist(
    *, desk: Desk, tab: Tab, filters: Filters | None = None, after: str = "", size: int = PAGE
) -> WorkPage:
    """Read one page of a tab; the number of queries does not depend on the rows.

    Raises InvalidInput("mark-unreadable") for an `after` that no page gave.
    """
    wanted = filters or Filters()
    sources, sieve = _tab(desk, tab, wanted)
    due, last = _mark(after)
    items: list[int] = []
    if due is not None or not after:
        dated = sieve if due is None else sieve.also("(i.due_at, i.id) > (%s, %s)", due, last)
        items = walk(sources, dated, dated=True, most=size + 1)
    if len(items) <= size:
        undated = sieve if due is not None or not after else sieve.also("i.id > %s", last)
        items += walk(sources, undated, dated=False, most=size + 1 - len(items))
    rows = work_rows(items[:size], away=desk.left.away)
    return WorkPage(rows, _mark_of(rows[-1]) if len(items) > size else "")


def work_rows(items: Sequence[int], *, away: Mapping[int, date]) -> tuple[WorkRow, ...]:
    """Read open items by number, in the order given; those that are open no more are left out.

    `away` says who is away until which local day.
    """
    related = ("case", "office", "subject__party__person", "subject__party__organisation")
    found = Item.objects.filter(state="open").select_related(*related).in_bulk(items)
    names = _first_names({item.case_id for item in found.values()})
    return tuple(_row(found[item], *names[found[item].case_id], away) for item in items if item in found)


def _tab(desk: Desk, tab: Tab, filters: Filters) -> tuple[tuple[Source, ...], Sieve]:
    """Say which walks a tab takes and what it keeps of them."""
    me, left, sieve = desk.scope.account_id, desk.left, Sieve()
    here = [pair for pair in desk.pairs if filters.office in {None, pair[1]}]
    match tab:
        case Tab.UNCLAIMED:
            sources = free_at(here, besides=(left.common,))
        case Tab.RETURNED:
            sources = free_at(here, besides=(left.common, left.mine), me=me)
            sieve = sieve.also("i.round > 1")
        case Tab.OTHERS:
            sources = at(pair for pair in desk.others if filters.office in {None, pair[1]})
        case _:
            sources = (*held_by(me), *left_with(left.mine))
    if filters.office is not None:
        sieve = sieve.also("i.office_id = %s", filters.office)
    if filters.slug:
        sieve = sieve.also("c.slug = %s", filters.slug)
    if filters.step:
        sieve = sieve.also("i.step = %s", filters.step)
    return sources, sieve


def _mark(after: str) -> tuple[datetime | None, int]:
    if not after:
        return None, 0
    due, _, item = after.partition("_")
    try:
        return (aware(datetime.fromisoformat(due)) if due else None), int(item[:18])
    except (ValueError, InvalidInput) as unreadable:
        raise InvalidInput("mark-unreadable", mark=after) from unreadable


def _mark_of(row: WorkRow) -> str:
    return f"{row.due_at.isoformat() if row.due_at else ''}_{row.item}"


def _first_names(cases: set[int]) -> dict[int, tuple[str, int]]:
    """The first subject's name and the number of subjects, by case: two queries."""
    counted = list(
        Subject.objects.filter(case__in=cases).values_list("case").annotate(first=Min("pk"), n=Count("pk"))
    )
    related = ("party__person", "party__organisation")
    firsts = Subject.objects.select_related(*related).in_bulk([first for _, first, _ in counted])
    return {case: (name_of(firsts[first]), people) for case, first, people in counted}


def service_title(version_id: int) -> str:
    """Say what people call the service of a version."""
    return content_of(version_id).form.plain_title or definition_of(version_id).title


def name_of(subject: Subject) -> str:
    """Say what a subject is called: a person's or an organisation's name."""
    party = subject.party
    return party.person.name if party.kind == "person" else party.organisation.name


def _row(item: Item, first: str, people: int, away: Mapping[int, date]) -> WorkRow:
    step = definition_of(item.case.version_id).steps.get(item.step)
    return WorkRow(
        item=item.pk,
        ver=item.ver,
        case=item.case_id,
        number=item.case.number,
        slug=item.case.slug,
        service=service_title(item.case.version_id),
        step=item.step,
        title=step.title if step else item.step,
        person=name_of(item.subject) if item.subject else first,
        people=people,
        office=item.office.name,
        opened_at=item.opened_at,
        due_at=item.due_at,
        round=item.round,
        holders=tuple(item.queue.split("+")),
        assignee=item.assignee_id,
        back_on=away.get(item.assignee_id or 0),
    )


@dataclass(frozen=True, slots=True)
class Horizon:
    """The first moments (UTC) after today and after this week, where the office lives."""

    day: datetime
    week: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much waits, up to a cap: in all, late, due by the end of today and of the week, and by (service, step)."""

    total: int
    late: int
    today: int
    week: int
    capped: bool
    steps: tuple[tuple[str, str, int], ...] = ()


def tally(*, desk: Desk, tab: Tab, now: datetime, horizon: Horizon, cap: int = 100) -> Tally:
    """Count a tab in order of promise, at most `cap` items (moments in UTC).

    The late ones come first in the walk, so their count is exact below the cap.
    """
    sources, sieve = _tab(desk, tab, Filters())
    dated = _items(sources, sieve, dated=True, cap=cap)
    undated = _items(sources, sieve, dated=False, cap=max(cap - len(dated), 0)) if len(dated) < cap else []
    items = [*dated, *undated]
    rows = list(Item.objects.filter(pk__in=items).values_list("due_at", "case__slug", "step"))
    steps: dict[tuple[str, str], int] = {}
    for _, slug, step in rows:
        steps[slug, step] = steps.get((slug, step), 0) + 1
    dues = [due for due, _, _ in rows if due is not None]
    return Tally(
        total=len(rows),
        late=sum(due <= now for due in dues),
        today=sum(now < due <= horizon.day for due in dues),
        week=sum(horizon.day < due <= horizon.week for due in dues),
        capped=len(items) >= cap,
        steps=tuple((slug, step, n) for (slug, step), n in sorted(steps.items(), key=lambda one: -one[1])),
    )


def _items(sources: Sequence[Source], sieve: Sieve, *, dated: bool, cap: int) -> list[int]:
    return walk(sources, sieve, dated=dated, most=cap) if cap else []
