"""The frame every office page stands in: the rail, who sits there, the moment; always in Persian."""

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation

from panah.casework.queries.failed_jobs import MENDERS
from panah.casework.queries.reach import SEARCHERS, Scope
from panah.casework.queries.reading import Reading, reading
from panah.correspondence.roles import GRANTERS
from panah.correspondence.roles import READERS as LETTER_READERS
from panah.documents.queries import LOOKERS, TYPISTS
from panah.documents.queries.print_room import PRINTERS as CARD_PRINTERS
from panah.documents.queries.print_room import RECEIVERS
from panah.notifications.queries import CALLERS, PRINTERS
from panah.organisation.queries import short_name
from panah.organisation.roles import ROLES
from panah.registry.queries import REVIEWERS
from panah.web.dates import long_date
from panah.web.forms.keys import writer_of
from panah.web.identity import visitor_of
from panah.web.office.dues import clock_time
from panah.web.office.rounds.policy import DAY_READERS, SECOND
from panah.web.office.rounds.policy import SEERS as ROUNDS
from panah.web.office.secretariat.policy import ROWS as LETTER_ROWS
from panah.web.policy import row_of
from panah.web.rail import KeyHint, Rail, RailItem
from panah.web.tongues import tongue_of

COUNTER: Final = frozenset({"service-clerk", "bureau-clerk"})
OUTSIDE: Final = TYPISTS | LOOKERS | MENDERS
MONEY: Final = frozenset({"payment-checker", "bureau-expert"})
LISTERS: Final = frozenset({"bureau-clerk", "bureau-expert"})
REPORT_READERS: Final = frozenset({"bureau-expert", "bureau-director"})
INSPECTION: Final = "inspection"
PERSIAN: Final = "fa"
LONGEST_NUMBER: Final = 18
PLACES: Final = (
    ("باجه", "visit", "counter:home", COUNTER),
    ("مرحله‌ها", "chart", "office:rounds", ROUNDS),
    ("نوبت‌ها", "calendar", "office:appointments", DAY_READERS),
    ("نفر دوم", "eye", "office:round-excuses", SECOND),
    ("تماس‌ها", "phone", "office:calls", CALLERS),
    ("نامه‌ها", "print", "office:letters", PRINTERS),
    ("دبیرخانه", "mail", "office:secretariat", LETTER_READERS),
    ("چاپخانه", "card", "office:print", CARD_PRINTERS),
    ("کارت‌های رسیده", "hand", "office:print-arrivals", RECEIVERS),
    ("پرداخت‌ها", "cost", "office:money", MONEY),
    ("فهرست‌های معافیت", "check", "office:exemption-lists", LISTERS),
    ("گزارش بهای بیشتر", "scales", "office:price-reports", REPORT_READERS),
    ("نجوا و مرزبانی", "connected", "office:outside", OUTSIDE),
    ("کارهای نشده", "warning", "office:jobs", MENDERS),
    ("ثبت‌های تکراری", "people", "office:duplicates", REVIEWERS),
    ("جست‌وجو", "search", "office:find", SEARCHERS),
)
"""The places of the rail: label, pictogram, route, and whose they are."""
LETTERS: Final = frozenset(row.route for row in LETTER_ROWS)
EVERYWHERE: Final = (KeyHint(("ج",), "جست‌وجو"), KeyHint(("؟",), "همهٔ کلیدها"))


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    waiting: str = "",
    keys: tuple[KeyHint, ...] = (),
) -> HttpResponse:
    """Draw an office page; `waiting` is the count beside the worklist in the rail."""
    with translation.override(PERSIAN):
        frame = {
            "rail": rail_of(request, waiting),
            "keys": (*keys, *EVERYWHERE),
            "writer": writer_of(request),
        }
        return render(request, f"panah/office/{template}.html", {**frame, **context}, status=status)


def number_of(text: str) -> int | None:
    """Read a number an address or form carries; None for anything that is none or too large for any row."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None


def scope_of(request: HttpRequest) -> Scope:
    """Give the scope of the officer asking; the policy lets nobody without one come this far."""
    visitor = visitor_of(request)
    return visitor.actor.scope or Scope(visitor.account_id or 0)


def look_of(request: HttpRequest, *, case_number: str = "") -> Reading:
    """Say who reads, in which role and to the purpose of the route's row (S20); an auditor always inspects."""
    visitor = visitor_of(request)
    row = row_of(request)
    roles = sorted(visitor.roles & row.roles)
    role = next((one for one in roles if one != "auditor"), "auditor")
    return reading(
        actor_id=visitor.account_id or 0,
        role=role,
        purpose=INSPECTION if role == "auditor" else row.purpose,
        at=visitor.now,
        case_number=case_number,
        office=next((held.office_path for held in scope_of(request).holdings if held.role == role), ""),
    )


def rail_of(request: HttpRequest, waiting: str = "") -> Rail:
    """Lay out the rail of whoever asks."""
    visitor = visitor_of(request)
    scope = scope_of(request)
    first = scope.holdings[0] if scope.holdings else None
    titles = dict.fromkeys(ROLES[held.role].title for held in scope.holdings)
    lent = any(held.for_account != visitor.account_id for held in scope.holdings)
    now = visitor.now
    return Rail(
        office=short_name(first.office_id) if first else "",
        role="، ".join(list(titles)[:2]),
        standing_in="جانشین یک همکار" if lent else "",
        now=f"{long_date(now, tongue_of(PERSIAN), weekday=True)}، {clock_time(now)}",
        search_url=reverse("office:find"),
        groups=_groups(request, waiting),
    )


def _groups(request: HttpRequest, waiting: str) -> tuple[tuple[RailItem, ...], ...]:
    match = request.resolver_match
    here = match.view_name if match else ""
    roles = visitor_of(request).roles
    work = [
        _item("امروز", "sun", "office:today", here),
        _item("کارتابل", "inbox", "office:work", here, waiting),
    ]
    work += [_item(label, icon, route, here) for label, icon, route, theirs in PLACES if roles & theirs]
    if roles & GRANTERS and not roles & LETTER_READERS:
        work.append(_item("حق امضا", "mail", "office:signing-rights", here))
    work.append(_item("جانشین", "return", "office:stand-in", here))
    about = [
        RailItem("شناسنامهٔ خدمات", "folder", reverse("public:services")),
        RailItem("ایمنی حساب و خروج", "leave", reverse("mfa_index")),
    ]
    return tuple(work), tuple(about)


def _item(label: str, icon: str, route: str, here: str, count: str = "") -> RailItem:
    is_within = route == "office:secretariat" and here in LETTERS
    return RailItem(label, icon, reverse(route), count or None, current=here == route or is_within)
