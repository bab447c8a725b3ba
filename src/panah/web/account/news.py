"""What somebody was told, on their own pages: the new on top of their page, all of it on one of its own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from panah.notifications.operations import note_seen
from panah.notifications.queries import PortalMessage, messages_for, news_for
from panah.web.account.door import own_cases
from panah.web.identity import visitor_of
from panah.web.tongues import Tongue, tongue_of


@dataclass(frozen=True, slots=True)
class Notice:
    """One message as a page shows it; `case` is its case where that may be opened."""

    message: PortalMessage
    tongue: Tongue
    case: int | None


def messages(request: HttpRequest) -> HttpResponse:
    """Show all that was told, the newest first."""
    found = messages_for(visitor_of(request).account_id or 0)
    return render(request, "panah/account/messages.html", {"notices": shown(request, found)})


def fresh(request: HttpRequest) -> list[Notice]:
    """Give what was told and not shown yet."""
    return shown(request, news_for(visitor_of(request).account_id or 0))


def shown(request: HttpRequest, found: Iterable[PortalMessage]) -> list[Notice]:
    """Lay out messages for a page, and note that they are shown."""
    visitor = visitor_of(request)
    rows = list(found)
    if request.method == "GET":
        new = [one.message_id for one in rows if one.is_new]
        note_seen(account_id=visitor.account_id or 0, message_ids=new, now=visitor.now)
    open_here = {case.id for case in own_cases(request)} if rows else set()
    return [
        Notice(one, tongue_of(one.language), one.case_id if one.case_id in open_here else None)
        for one in rows
    ]
