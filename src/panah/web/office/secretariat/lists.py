"""The registers: letters out, in and inside, with filters and search."""

from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from panah.correspondence.queries import Wanted, current_year, letters_page
from panah.correspondence.queries.words import DIRECTION_TITLES, URGENCY_TITLES
from panah.foundation.clock import local_date
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.words import letter_row

STATES: Final = (
    ("unsent", "فرستاده نشده"),
    ("unanswered", "وارده‌های بی‌پاسخ"),
    ("in-hand", "ارجاع شده"),
    ("to-scan", "در انتظار اسکن"),
    ("void", "باطل شده"),
)
LONGEST: Final = 100
EVERY_YEAR: Final = "all"


def letters(request: HttpRequest) -> HttpResponse:
    """List a page of the letters whoever looks may read, of this year unless another is asked for."""
    wanted = _wanted(request)
    found = letters_page(actor_of(request), wanted)
    current = current_year(local_date(now_of(request)))
    context = {
        "lines": [letter_row(one) for one in found.lines],
        "urgencies": URGENCY_TITLES,
        "tallies": [_tally(wanted, name, found.counts.get(name)) for name in ("", *DIRECTION_TITLES)],
        "q": wanted.words,
        "years": [(str(year), year == wanted.year) for year in sorted({current, *found.years}, reverse=True)],
        "every_year": wanted.year is None,
        "states": [(value, label, value == wanted.state) for value, label in STATES],
        "urgency": [(one.value, label, one.value == wanted.urgency) for one, label in URGENCY_TITLES.items()],
        "direction": wanted.direction,
        "next": _address(wanted, after=found.next) if found.next else "",
        "first": _address(wanted) if wanted.after else "",
        "is_filtered": bool(wanted.words or wanted.state or wanted.urgency or wanted.year != current),
    }
    return shown(request, "register", context)


def _wanted(request: HttpRequest) -> Wanted:
    asked = request.GET
    year = asked.get("year", "")
    return Wanted(
        direction=asked.get("direction", ""),
        year=None if year == EVERY_YEAR else number_of(year[:4]) or current_year(local_date(now_of(request))),
        urgency=asked.get("urgency", ""),
        state=asked.get("state", ""),
        words=asked.get("q", "")[:LONGEST].strip(),
        after=number_of(asked.get("after", "")),
    )


def _tally(wanted: Wanted, direction: str, count: int | None) -> tuple[str, str, str, bool]:
    """One tab: its title, how many there are (a thousand at most), where it leads, whether one is there."""
    title = DIRECTION_TITLES[direction] if direction else "همه"
    told = "" if count is None else "۱۰۰۰+" if count > 1_000 else str(count)
    return title, told, _address(wanted, direction=direction), wanted.direction == direction


def _address(wanted: Wanted, *, direction: str | None = None, after: int | None = None) -> str:
    said = {
        "direction": wanted.direction if direction is None else direction,
        "year": str(wanted.year or EVERY_YEAR),
        "urgency": wanted.urgency,
        "state": wanted.state,
        "q": wanted.words,
        "after": str(after or ""),
    }
    return f"{reverse('office:register')}?{urlencode({name: value for name, value in said.items() if value})}"
