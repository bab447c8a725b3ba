"""The frame of the counter: its rail, the one box for cards and names, and the moment; always in Persian."""

from collections.abc import Mapping
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation

from panah.casework.queries.counter import COUNTER, Scope
from panah.casework.queries.reading import Reading, reading
from panah.organisation.queries import short_name
from panah.organisation.roles import ROLES
from panah.web.counter.near import SERVICE
from panah.web.dates import long_date
from panah.web.identity import visitor_of
from panah.web.rail import KeyHint, Rail, RailItem
from panah.web.tongues import tongue_of

PERSIAN: Final = "fa"
KEYS: Final = (KeyHint(("ورود",), "ادامه"), KeyHint(("فاصله",), "نشان کردن"))


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    keys: tuple[KeyHint, ...] = KEYS,
) -> HttpResponse:
    """Draw a page of the counter, with what its keys do at the foot."""
    with translation.override(PERSIAN):
        frame = {"rail": rail_of(request), "keys": keys}
        return render(request, f"panah/counter/{template}.html", {**frame, **context}, status=status)


def scope_of(request: HttpRequest) -> Scope:
    """Give the scope of the clerk; the policy lets nobody without one come this far."""
    visitor = visitor_of(request)
    return visitor.actor.scope or Scope(visitor.account_id or 0, ())


def look_of(request: HttpRequest) -> Reading:
    """Say who reads, in which role, to serve whoever stands before the counter (S20)."""
    visitor = visitor_of(request)
    role = min(visitor.roles & COUNTER, default="service-clerk")
    office = next((held.office_path for held in scope_of(request).holdings if held.role == role), "")
    return reading(
        actor_id=visitor.account_id or 0, role=role, purpose=SERVICE, at=visitor.now, office=office
    )


def rail_of(request: HttpRequest) -> Rail:
    """Lay out the rail of the counter."""
    visitor, scope = visitor_of(request), scope_of(request)
    held = next((one for one in scope.holdings if one.role in COUNTER), None)
    here = request.resolver_match.view_name if request.resolver_match else ""
    now = timezone.localtime(visitor.now)
    return Rail(
        office=short_name(held.office_id) if held else "",
        role=ROLES[held.role].title if held else "",
        now=f"{long_date(now, tongue_of(PERSIAN), weekday=True)}، {now.hour}:{now:%M}",
        search_url=reverse("counter:home"),
        groups=(
            (
                RailItem("پیشخوان", "people", reverse("counter:home"), current=here.startswith("counter:")),
                RailItem("امروز", "sun", reverse("office:today")),
                RailItem("کارتابل", "inbox", reverse("office:work")),
            ),
            (
                RailItem("شناسنامهٔ خدمات", "folder", reverse("public:services")),
                RailItem("ایمنی حساب و خروج", "leave", reverse("mfa_index")),
            ),
        ),
    )
