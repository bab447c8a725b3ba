"""What the pages of the secretariat share: the tabs, the keys, the frame."""

from collections.abc import Mapping
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from panah.correspondence.roles import GRANTERS, READERS, SECRETARIES, WRITERS
from panah.web.identity import visitor_of
from panah.web.office.frame import page
from panah.web.rail import KeyHint


class Tab(NamedTuple):
    """One place of the secretariat, and the key that leads there."""

    title: str
    url: str
    key: str
    current: bool


def shown(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    status: int = 200,
    keys: tuple[KeyHint, ...] = (),
) -> HttpResponse:
    """Draw a page of the secretariat; `keys` are those of the page itself, before those of its places."""
    places = tabs(request)
    hints = (*keys, *(KeyHint((one.key,), one.title) for one in places if one.key))
    return page(request, f"secretariat/{template}", {"tabs": places, **context}, status=status, keys=hints)


def tabs(request: HttpRequest) -> tuple[Tab, ...]:
    """The places whoever asks may go to."""
    roles = visitor_of(request).roles
    here = request.resolver_match.view_name if request.resolver_match else ""
    places = [
        ("در انتظار", "office:secretariat", "", bool(roles & READERS)),
        ("نامه‌ها", "office:register", "ف", bool(roles & READERS)),
        ("نامهٔ تازه", "office:letter-new", "ن", bool(roles & WRITERS)),
        ("ثبت وارده", "office:letter-in", "و", bool(roles & SECRETARIES)),
        ("اسکن‌ها", "office:scans", "", bool(roles & WRITERS)),
        ("حق امضا", "office:signing-rights", "", bool(roles & (WRITERS | GRANTERS))),
        ("نشانی‌ها", "office:addresses", "", bool(roles & SECRETARIES)),
    ]
    return tuple(
        Tab(title, reverse(route), key, here == route) for title, route, key, is_theirs in places if is_theirs
    )
