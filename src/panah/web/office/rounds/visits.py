"""One household's appointment, for whoever stands at the counter or phones: came, did not come, another time, needs."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.appointments.operations import cancel, check_in, swap
from panah.appointments.queries import TheirTime, free_choices, need_names, needs_named, time_at
from panah.foundation.errors import PanahError
from panah.organisation.queries import office_numbered, short_name
from panah.rounds.operations import book_visit, miss_visit, say_visit_needs
from panah.rounds.queries.calling import Visit, visit_of
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.rounds.words import sentence
from panah.web.round_words import NEEDS, STATES

SHOWN: Final = 30
TOLD: Final = {
    "came": "آمدنشان نوشته شد.",
    "missed": "نوشته شد که نرسیدند؛ پرونده در صف تماس برای نوبت تازه است.",
    "cancel": "نوبت پس داده شد. هر وقت بخواهند نوبت دیگری می‌گیرند.",
    "swap": "نوبت عوض شد و خبرش فرستاده می‌شود.",
    "book": "نوبت گرفته شد و خبرش فرستاده می‌شود.",
    "needs": "نوشته شد.",
}


def appointment(request: HttpRequest, number: int) -> HttpResponse:
    """Show one appointment of an office in reach."""
    return _one(request, _time(request, number))


def acted(request: HttpRequest, number: int) -> HttpResponse:
    """Do one thing to an appointment (`what`): came, missed, cancel, or swap for a free time (`slot`)."""
    time, what = _time(request, number), request.POST.get("what", "")
    actor, now = actor_of(request), now_of(request)
    slot = number_of(request.POST.get("slot", "")) or 0
    acts: dict[str, Callable[[], object]] = {
        "came": lambda: check_in(appointment_id=number, actor=actor, now=now),
        "missed": lambda: miss_visit(appointment_id=number, actor=actor, now=now),
        "cancel": lambda: cancel(appointment_id=number, actor=actor, now=now),
        "swap": lambda: swap(appointment_id=number, slot_id=slot, actor=actor, now=now),
    }
    if what not in acts:
        raise Http404
    try:
        acts[what]()
    except PanahError as wrong:
        return _one(request, time, notice=sentence(wrong), status=409)
    messages.success(request, TOLD[what])
    return redirect("office:appointment", number)


def visit(request: HttpRequest, case: int) -> HttpResponse:
    """Show the visit of a case: book a time for a household that has none, and write down what it needs."""
    found = visit_of(case, now=now_of(request))
    if found is None:
        raise Http404
    if request.method != "POST":
        return _visit(request, found)
    actor, now, what = actor_of(request), now_of(request), request.POST.get("what", "")
    slot = number_of(request.POST.get("slot", "")) or 0
    said = needs_named(request.POST.getlist("need"))
    acts: dict[str, Callable[[], object]] = {
        "book": lambda: book_visit(case_id=case, slot_id=slot, actor=actor, now=now),
        "needs": lambda: say_visit_needs(
            case_id=case, needs=said, actor=actor, now=now, office=office_numbered(_stands_at(found, request))
        ),
    }
    if what not in acts:
        raise Http404
    try:
        acts[what]()
    except PanahError as wrong:
        return _visit(request, found, notice=sentence(wrong), status=409)
    messages.success(request, TOLD[what])
    return redirect("office:visit", case)


def _stands_at(found: Visit, request: HttpRequest) -> int:
    """The office for which an officer writes: the one of the appointment, else their own."""
    if found.time is not None:
        return found.time.office_id
    return next((held.office_id for held in scope_of(request).holdings), found.offices[0])


def _time(request: HttpRequest, number: int) -> TheirTime:
    found = time_at(number, scope=scope_of(request), now=now_of(request))
    if found is None:
        raise Http404
    return found


def _one(request: HttpRequest, time: TheirTime, *, notice: str = "", status: int = 200) -> HttpResponse:
    now = now_of(request)
    found = visit_of(time.case_id, now=now) if time.case_id else None
    is_theirs = (
        found is not None and found.time is not None and found.time.appointment_id == time.appointment_id
    )
    context = {
        "time": time,
        "state": STATES[time.state],
        "needs": [NEEDS[name] for name in need_names(time.needs)],
        "may_miss": time.stands and time.starts_at <= now,
        "times": _free(found, request) if found is not None and is_theirs and time.may_change else [],
        "notice": notice,
    }
    return page(request, "rounds/appointment", context, status=status)


def _visit(request: HttpRequest, found: Visit, *, notice: str = "", status: int = 200) -> HttpResponse:
    said, can = need_names(found.needs), need_names(found.offered)
    context = {
        "visit": found,
        "time": found.time,
        "state": STATES[found.time.state] if found.time else "",
        "asked": [(name, NEEDS[name], name in said) for name in can],
        "times": _free(found, request) if found.may_book else [],
        "notice": notice,
    }
    return page(request, "rounds/visit", context, status=status)


def _free(found: Visit, request: HttpRequest) -> list[tuple[int, str, object]]:
    """The next times that suit, soonest first: number, office, and when."""
    free = free_choices(
        offices=found.offices,
        minutes=found.minutes,
        needs=found.needs,
        now=now_of(request),
        until=found.last,
        limit=SHOWN,
    )
    names = {office: short_name(office) for office in {one.office_id for one in free}}
    return [(one.slot_id, names[one.office_id], one.starts_at) for one in free]
