"""One's appointment in a round: day, hour and office, its ticket, another time, an earlier one, and what one needs."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _

from panah.appointments.operations import cancel, decline_offer, swap, take_offer
from panah.appointments.queries import FreeTime, free_choices, need_names, needs_named
from panah.casework.queries.applicant import CasePage, case_page
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.organisation.queries import short_name
from panah.rounds.operations import book_visit, say_visit_needs
from panah.rounds.queries.calling import Visit, visit_of
from panah.web.account.wallet import QUIET, drawn
from panah.web.forms.keys import new_key, writer_of
from panah.web.forms.told import sentence
from panah.web.identity import visitor_of

NEEDS: Final = {
    "quiet": (_("ساعت خلوت"), _("برای سالمند، بیمار، یا هر که شلوغی آزارش می‌دهد")),
    "woman-operator": (_("متصدی زن"), _("زنی عکس و اثر انگشت بگیرد")),
    "curtain": (_("پرده"), _("عکس پشت پرده گرفته شود")),
    "home-visit": (_("آمدن به خانه"), _("برای کسی که نمی‌تواند از خانه بیرون بیاید")),
}
"""What one may need, in the order it is asked; nothing has to be proved."""
SHOWN: Final = 20
AT_HOME: Final = "home-visit"


def appointment(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show one's appointment, or that one can be had."""
    return _shown(request, case_id)


def change(request: HttpRequest, case_id: int) -> HttpResponse:
    """List the free times that suit, soonest first, and take the chosen one."""
    page, visit = _theirs(request, case_id)
    if not (visit.may_book or (visit.time and visit.time.may_change)):
        return redirect("account:appointment", case_id)
    if request.method == "POST":
        slot = _number(request.POST.get("slot", ""))
        if slot is None:
            problem = str(_("یکی از وقت‌ها را برگزینید."))
            return _times(request, page, visit, problem=problem, status=422)
        return _tried(
            request,
            case_id,
            lambda: _take(request, visit, slot),
            lambda problem: _times(request, page, visit, problem=problem, status=409),
        )
    return _times(request, page, visit)


def let_go(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask once more, then let the time go; another can be had at once."""
    page, visit = _theirs(request, case_id)
    time = visit.time
    if time is None or not time.may_change:
        return redirect("account:appointment", case_id)
    if request.method == "POST":
        visitor = visitor_of(request)
        return _tried(
            request,
            case_id,
            lambda: cancel(appointment_id=time.appointment_id, actor=visitor.actor, now=visitor.now),
        )
    return render(request, "panah/account/appointment_cancel.html", _context(request, page, visit))


def offer(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take the earlier time on offer, or say no, which costs nothing."""
    visit = _theirs(request, case_id)[1]
    visitor, found = visitor_of(request), visit.time.offer if visit.time else None
    if found is None or str(found.offer_id) != request.POST.get("offer", ""):
        return _shown(
            request, case_id, problem=str(_("این وقت دیگر نگه داشته نیست؛ نوبت خودتان هست.")), status=409
        )
    answer = take_offer if request.POST.get("answer") == "yes" else decline_offer
    return _tried(
        request, case_id, lambda: answer(offer_id=found.offer_id, actor=visitor.actor, now=visitor.now)
    )


def needs(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask what one needs of a time, and write it down."""
    page, visit = _theirs(request, case_id)
    if request.method == "POST":
        visitor = visitor_of(request)
        said = needs_named(request.POST.getlist("need")) & visit.offered
        return _tried(
            request,
            case_id,
            lambda: say_visit_needs(case_id=case_id, needs=said, actor=visitor.actor, now=visitor.now),
        )
    can, said_before = need_names(visit.offered), need_names(visit.needs)
    asked = [(name, *words, name in said_before) for name, words in NEEDS.items() if name in can]
    context = {**_context(request, page, visit), "asked": asked}
    return render(request, "panah/account/appointment_needs.html", context)


def ticket(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show the ticket with its square, to be held before the scanner or printed; it names nobody."""
    page, visit = _theirs(request, case_id)
    time = visit.time
    if time is None or not time.stands or not time.code:
        return redirect("account:appointment", case_id)
    square = time.square()
    context = {
        **_context(request, page, visit),
        "side": len(square) + 2 * QUIET,
        "drawn": drawn(square),
    }
    answer = render(request, "panah/account/appointment_ticket.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _take(request: HttpRequest, visit: Visit, slot: int) -> object:
    visitor = visitor_of(request)
    if visit.time is not None and not visit.time.has_ended:
        return swap(
            appointment_id=visit.time.appointment_id, slot_id=slot, actor=visitor.actor, now=visitor.now
        )
    return book_visit(case_id=visit.case_id, slot_id=slot, actor=visitor.actor, now=visitor.now)


def _tried(
    request: HttpRequest,
    case_id: int,
    done: Callable[[], object],
    otherwise: Callable[[str], HttpResponse] | None = None,
) -> HttpResponse:
    """Do it and show the appointment; what went wrong is said where it was asked, else there."""
    try:
        done()
    except PanahError as wrong:
        problem = sentence(wrong)
        return otherwise(problem) if otherwise else _shown(request, case_id, problem=problem, status=409)
    return redirect("account:appointment", case_id)


def _shown(request: HttpRequest, case_id: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    page, visit = _theirs(request, case_id)
    context = {**_context(request, page, visit), "problem": problem}
    return render(request, "panah/account/appointment.html", context, status=status)


def _times(
    request: HttpRequest, page: CasePage, visit: Visit, *, problem: str = "", status: int = 200
) -> HttpResponse:
    now = visitor_of(request).now
    first = _day(request.GET.get("from", ""))
    found = free_choices(
        offices=visit.offices,
        minutes=visit.minutes,
        needs=visit.needs,
        now=now,
        first=first,
        until=visit.last,
        limit=SHOWN + 1,
    )
    shown = found[:SHOWN]
    names = {office: short_name(office) for office in {one.office_id for one in shown}}
    context = {
        **_context(request, page, visit),
        "times": [(one, names[one.office_id]) for one in shown],
        "later": _next_day(shown, first) if len(found) > SHOWN else None,
        "problem": problem,
    }
    return render(request, "panah/account/appointment_times.html", context, status=status)


def _next_day(shown: list[FreeTime], first: date | None) -> date:
    """Where the list goes on: the day of its last time, or the one after where the list began there already."""
    last = local_date(shown[-1].starts_at)
    return last if last != first else date.fromordinal(last.toordinal() + 1)


def _context(request: HttpRequest, page: CasePage, visit: Visit) -> dict[str, object]:
    said = need_names(visit.needs)
    time = visit.time
    return {
        "page": page,
        "visit": visit,
        "time": time,
        "needs": [NEEDS[name][0] for name in said if name in NEEDS],
        "at_home": AT_HOME in said and time is not None and time.stands and time.suits,
        "key": new_key(),
        "writer": writer_of(request),
    }


def _theirs(request: HttpRequest, case_id: int) -> tuple[CasePage, Visit]:
    visitor = visitor_of(request)
    visit = visit_of(case_id, now=visitor.now)
    if visit is None:
        raise Http404
    return case_page(case_id, actor=visitor.actor, now=visitor.now), visit


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%Y-%m-%d").date() if text else None  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None
