"""The worklist page: four tabs of what waits and one of what is done, filters, pages of fifty, a bar for many."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from panah.casework.queries.closed_today import MOST, closed_count, closed_rows
from panah.casework.queries.desk import Desk, desk_of
from panah.casework.queries.worklist import Filters, Tab, Tally, tally, worklist
from panah.foundation.errors import InvalidInput
from panah.organisation.supervision import SUPERVISORS
from panah.web.identity import now_of, visitor_of
from panah.web.office.dues import clock_time, day_start, horizon
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.lines import grouped
from panah.web.office.words import sentence_of
from panah.web.rail import KeyHint

TITLES: Final = {
    Tab.MINE: "کارهای من",
    Tab.UNCLAIMED: "برداشته‌نشده",
    Tab.OTHERS: "منتظر دیگران",
    Tab.RETURNED: "برگشتی",
}
CLOSED: Final = "closed"
CLOSED_TITLE: Final = "بسته‌شدهٔ امروز"
EMPTY: Final = {
    Tab.MINE: "کاری برنداشته‌اید.",
    Tab.UNCLAIMED: "کاری در صف نیست.",
    Tab.OTHERS: "چیزی منتظر دیگران نیست.",
    Tab.RETURNED: "چیزی برنگشته است.",
}
KEYS: Final = (
    KeyHint(("↑", "↓"), "رفتن"),
    KeyHint(("فاصله",), "انتخاب"),
    KeyHint(("ورود",), "باز کردن"),
    KeyHint(("ت",), "تأیید انتخاب‌شده‌ها"),
)


@dataclass(frozen=True, slots=True)
class TabLink:
    """One tab with its count, «۹۹+» past the cap."""

    title: str
    count: str
    url: str
    current: bool


def work(request: HttpRequest) -> HttpResponse:
    """Show one page of a tab, the oldest promise first."""
    now = now_of(request)
    desk = desk_of(scope_of(request), now=now)
    counts = {tab: tally(desk=desk, tab=tab, now=now, horizon=horizon(now)) for tab in Tab}
    waiting = said_together(counts[Tab.MINE], counts[Tab.UNCLAIMED])
    if request.GET.get("tab") == CLOSED:
        return _closed(request, counts, waiting)
    tab = _tab_of(request, counts)
    filters = _filters_of(request)
    hands_out = bool(desk.scope.roles & SUPERVISORS.keys())
    try:
        found = worklist(desk=desk, tab=tab, filters=filters, after=request.GET.get("after", ""))
    except InvalidInput as unreadable:
        messages.error(request, sentence_of(unreadable))
        found = worklist(desk=desk, tab=tab, filters=filters)
    context = {
        "title": TITLES[tab],
        "tabs": _tabs(request, counts, tab.value),
        "count": said(counts[tab]),
        "groups": grouped(found.rows, now=now, account_id=visitor_of(request).account_id),
        "next": _url(tab, filters, found.after) if found.after else "",
        "first": _url(tab, filters) if request.GET.get("after") else "",
        "empty": EMPTY[tab],
        "other": next((TabLink(TITLES[one], said(counts[one]), _url(one), current=False) for one in (Tab.UNCLAIMED,)
                       if one is not tab and counts[one].total), None),
        "selectable": tab is not Tab.OTHERS or hands_out,
        "decides": tab is not Tab.OTHERS,
        "choices": _choices(desk, filters),
        "filters": filters,
        "tab": tab.value,
        "is_filtered": filters != Filters(),
        "bare": _url(tab),
    }  # fmt: skip
    return page(request, "work", context, waiting=waiting, keys=KEYS)


def _closed(request: HttpRequest, counts: Mapping[Tab, Tally], waiting: str) -> HttpResponse:
    """Show what whoever asks has finished today, the newest first."""
    rows = closed_rows(account_id=visitor_of(request).account_id or 0, since=day_start(now_of(request)))
    context = {
        "title": CLOSED_TITLE,
        "tabs": _tabs(request, counts, CLOSED),
        "rows": [(row, clock_time(row.at)) for row in rows],
        "most": MOST if len(rows) == MOST else 0,
    }
    return page(request, "closed", context, waiting=waiting)


def _tabs(request: HttpRequest, counts: Mapping[Tab, Tally], current: str) -> list[TabLink]:
    """Lay out the tabs with their counts; what is done stands last."""
    account, now = visitor_of(request).account_id or 0, now_of(request)
    done = closed_count(account_id=account, since=day_start(now))
    url = f"{reverse('office:work')}?{urlencode({'tab': CLOSED})}"
    return [
        *(TabLink(TITLES[one], said(counts[one]), _url(one), one.value == current) for one in Tab),
        TabLink(CLOSED_TITLE, f"{done - 1}+" if done >= MOST else str(done), url, current == CLOSED),
    ]


def said(counted: Tally) -> str:
    """Write a count, «۹۹+» where it was not counted to its end."""
    return f"{counted.total - 1}+" if counted.capped else str(counted.total)


def said_together(*counted: Tally) -> str:
    """Write the sum of some counts, with a plus where one of them was not counted to its end."""
    return f"{sum(one.total for one in counted)}{'+' if any(one.capped for one in counted) else ''}"


def _tab_of(request: HttpRequest, counts: Mapping[Tab, Tally]) -> Tab:
    """The tab asked for; without one, one's own if anything is in it, else what nobody has taken."""
    asked = request.GET.get("tab", "")
    named = next((tab for tab in Tab if tab.value == asked), None)
    return named or (Tab.MINE if counts[Tab.MINE].total else Tab.UNCLAIMED)


def _filters_of(request: HttpRequest) -> Filters:
    slug, _, step = request.GET.get("step", "").partition(":")
    return Filters(slug=slug, step=step, office=number_of(request.GET.get("office", "")))


def _url(tab: Tab, filters: Filters | None = None, after: str = "") -> str:
    asked = {"tab": tab.value}
    if filters and filters.slug:
        asked["step"] = f"{filters.slug}:{filters.step}" if filters.step else filters.slug
    if filters and filters.office is not None:
        asked["office"] = str(filters.office)
    if after:
        asked["after"] = after
    return f"{reverse('office:work')}?{urlencode(asked)}"


def _choices(desk: Desk, filters: Filters) -> dict[str, list[tuple[str, str, bool]]]:
    """What the filters offer: the steps of one's roles by service, and one's offices; (value, label, chosen)."""
    roles = desk.scope.roles
    steps: dict[str, str] = {}
    for definition in desk.definitions:
        mine = [step for step in definition.human_steps if roles & set(step.holders)]
        if mine:
            steps.setdefault(definition.slug, definition.title)
        for step in mine:
            steps.setdefault(f"{definition.slug}:{step.path}", f"{definition.title}، {step.title}")
    chosen = f"{filters.slug}:{filters.step}" if filters.step else filters.slug
    return {
        "steps": [(value, label, value == chosen) for value, label in steps.items()],
        "offices": [(str(pk), name, pk == filters.office) for pk, name in desk.office_names.items()],
    }
