"""An office's day: who is expected when, printable; and shutting it in one motion for heat, dust or a power cut."""

from datetime import date, timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.appointments.operations import COUNTER, SHUTTERS, close_office
from panah.appointments.queries import (
    day_list,
    need_names,
    offices_with_times,
    time_by_code,
    waiting_for_a_time,
)
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.organisation.queries import office_numbered
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.rounds.words import sentence
from panah.web.round_words import NEEDS, STATES

REASONS: Final = ("گرما", "گرد و خاک", "قطع برق", "قطع شبکه", "پیشامد دیگر")


def appointments(request: HttpRequest) -> HttpResponse:
    """Show a day of an office (`?office=&day=`); today where none is named. A scanned ticket (`?ticket=`) is found."""
    ticket = request.GET.get("ticket", "").strip()
    if ticket:
        found = time_by_code(typed=ticket, scope=scope_of(request), now=now_of(request))
        if found is not None:
            return redirect("office:appointment", found.appointment_id)
        return _shown(
            request,
            notice="این برگهٔ نوبت از این دفتر نیست یا خوانده نشد. کد خانوار را جست‌وجو کنید.",
            status=422,
        )
    return _shown(request)


def closed(request: HttpRequest) -> HttpResponse:
    """Shut an office for the rest of a day; everybody expected gets the next free time and is told."""
    number, day = number_of(request.POST.get("office", "")) or 0, _day(request.POST.get("day", ""))
    offices = dict(offices_with_times(scope=scope_of(request)))
    if number not in offices or day is None:
        raise Http404
    reason = " ".join(
        part for part in (request.POST.get("reason", ""), request.POST.get("more", "").strip()) if part
    )
    try:
        found = close_office(
            office=office_numbered(number),
            day=day,
            reason=reason,
            actor=actor_of(request),
            now=now_of(request),
        )
    except PanahError as wrong:
        return _shown(request, notice=sentence(wrong), status=422)
    messages.success(
        request,
        f"دفتر بسته شد. {found.moved} خانوار وقت تازه گرفت و {found.waiting} خانوار در انتظار وقت تازه است؛ "
        "به همه خبر داده می‌شود.",
    )
    return redirect(f"{request.path.removesuffix('closed/')}?office={number}&day={day.isoformat()}")


def _shown(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope, now = scope_of(request), now_of(request)
    offices = offices_with_times(scope=scope)
    asked = number_of(request.GET.get("office", "") or request.POST.get("office", ""))
    number = asked if asked in dict(offices) else next(iter(dict(offices)), None)
    day = _day(request.GET.get("day", "") or request.POST.get("day", "")) or local_date(now)
    lines = day_list(office=office_numbered(number), day=day, scope=scope) if number else []
    roles = visitor_of(request).roles
    context = {
        "offices": offices,
        "office": number,
        "name": dict(offices).get(number or 0, ""),
        "day": day,
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "lines": [(one, STATES[one.state], _needs(one.needs)) for one in lines],
        "owed": [
            (one, _needs(one.needs)) for one in waiting_for_a_time(scope=scope) if one.office_id == number
        ],
        "reasons": REASONS,
        "may_shut": bool(roles & set(SHUTTERS)) and day >= local_date(now),
        "may_act": bool(roles & set(COUNTER)),
        "notice": notice,
    }
    return page(request, "rounds/day", context, status=status)


def _needs(needs: int) -> str:
    return "، ".join(NEEDS[name] for name in need_names(needs))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
