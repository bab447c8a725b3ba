"""«امروز»: what is late, what is due today, and what waits at which step."""

from typing import Final

from django.http import HttpRequest, HttpResponse

from panah.casework.queries.desk import Desk, desk_of
from panah.casework.queries.worklist import Tab, tally, worklist
from panah.registry.queries import REVIEWERS, count_waiting
from panah.web.identity import now_of, visitor_of
from panah.web.office.dues import LATE, TODAY, horizon
from panah.web.office.frame import page, scope_of
from panah.web.office.lines import grouped
from panah.web.office.work import said_together

COUNTED: Final = 1_000
SHOWN: Final = 12


def today(request: HttpRequest) -> HttpResponse:
    """Show the day of one officer; the counts stop at a thousand."""
    now = now_of(request)
    desk = desk_of(scope_of(request), now=now)
    days = horizon(now)
    unclaimed = tally(desk=desk, tab=Tab.UNCLAIMED, now=now, horizon=days, cap=COUNTED)
    mine = tally(desk=desk, tab=Tab.MINE, now=now, horizon=days, cap=COUNTED)
    returned = tally(desk=desk, tab=Tab.RETURNED, now=now, horizon=days)
    rows = [
        *worklist(desk=desk, tab=Tab.MINE, size=SHOWN).rows,
        *worklist(desk=desk, tab=Tab.UNCLAIMED, size=SHOWN).rows,
    ]
    urgent = [
        group
        for group in grouped(rows, now=now, account_id=visitor_of(request).account_id)
        if group.lines[0].due.group in {LATE, TODAY}
    ]
    context = {
        "late": mine.late + unclaimed.late,
        "today": mine.today + unclaimed.today,
        "week": mine.week + unclaimed.week,
        "mine": mine.total,
        "returned": returned.total,
        "capped": unclaimed.capped or mine.capped,
        "steps": _steps(desk, [*mine.steps, *unclaimed.steps]),
        "groups": urgent,
        "brief": True,
        "pairs": _pairs(request),
    }
    return page(request, "today", context, waiting=said_together(mine, unclaimed))


def _pairs(request: HttpRequest) -> int | None:
    """How many records that look alike wait, up to a hundred; None for who does not judge them."""
    if not visitor_of(request).roles & REVIEWERS:
        return None
    return count_waiting(scope_of(request), persons=visitor_of(request).actor.persons)


def _steps(desk: Desk, counted: list[tuple[str, str, int]]) -> list[tuple[str, str, str, int]]:
    """What waits at which step: (filter, service, step, how many), the most first."""
    titles = {
        (definition.slug, step.path): (definition.title, step.title)
        for definition in desk.definitions
        for step in definition.steps.values()
    }
    found: dict[tuple[str, str], int] = {}
    for slug, step, n in counted:
        found[slug, step] = found.get((slug, step), 0) + n
    ordered = sorted(found.items(), key=lambda one: -one[1])
    return [(f"{slug}:{step}", *titles.get((slug, step), (slug, step)), n) for (slug, step), n in ordered]
