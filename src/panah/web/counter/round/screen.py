"""The screen of a household in a round: who is there, each identity, what is due, and the one next thing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from panah.appointments.queries import FreeTime, free_times, need_names
from panah.documents.queries import papers_of
from panah.foundation.clock import local_date
from panah.organisation.queries import short_name
from panah.payments.queries import Bill, bill_of, payments_of
from panah.registry.values import Work
from panah.rounds.queries.visiting import AtCounter, Check, Visitor, at_counter
from panah.web.counter.case import due, paying, till_form
from panah.web.counter.frame import look_of, page
from panah.web.counter.round.typed import Typed, typed_of
from panah.web.counter.round.words import LANGUAGES, NO_WORKSHOP, STEPS
from panah.web.files.holding import waiting_files
from panah.web.forms.captures import REASONS
from panah.web.forms.keys import new_key, writer_of
from panah.web.forms.money import TillForm
from panah.web.identity import visitor_of
from panah.web.rail import KeyHint
from panah.web.round_words import NEEDS

TIMES: Final = 12
KEYS: Final = (
    KeyHint(("↑", "↓"), "عضو"),
    KeyHint(("فاصله",), "آمده"),
    KeyHint(("ه",), "همه آمده‌اند"),
    KeyHint(("ش",), "شروع گرفتن"),
    KeyHint(("ع",), "عکس"),
    KeyHint(("گ",), "خوانده نمی‌شود"),
    KeyHint(("ت",), "پرسش تنها"),
    KeyHint(("ورود",), "ارسال"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One member as the page draws it: what was typed about their work, what they owe (rial), and where they stand."""

    one: Visitor
    work: Work
    owes: int | None
    place: tuple[str, str] | None
    face: str

    @property
    def asks_work(self) -> bool:
        """Whether an adult is asked for a job here."""
        return not self.one.is_minor and self.one.step in {"visit", "people/verify", "people/details"}

    @property
    def asks_alone(self) -> bool:
        """Whether an adult is still asked alone who collects her card (S29)."""
        return not self.one.is_minor and not self.one.is_asked and bool(self.one.step)


def household(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a household of a round; the look is logged (S20)."""
    return show(request, case_id)


def show(
    request: HttpRequest,
    case_id: int,
    *,
    problem: str = "",
    typed: Typed | None = None,
    form: TillForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the screen; `problem` is why something was not done, `form` a receipt that was not taken."""
    shown = laid(request, case_id)
    filled, bill = typed or typed_of(request, case_id), bill_of(case_id)
    line, today = due(request, case_id), local_date(visitor_of(request).now)
    going = request.GET.get("going") == "1" or any(one.device_waits for one in shown.present)
    papers = [one for one in papers_of(case_id, on=today) if one.standing != "void"]
    context = {
        "at": shown,
        "lines": [_line(one, case_id, filled, bill) for one in shown.people],
        "typed": filled.values,
        "address": filled.get("address") or shown.address,
        "phone": filled.get("phone") or shown.phone,
        "language": LANGUAGES.get(shown.language, ""),
        "needs": [NEEDS[name] for name in need_names(shown.visit.needs)],
        "times": _times(request, shown),
        "reasons": REASONS.items(),
        "no_workshop": NO_WORKSHOP.items(),
        "devices": _devices(shown),
        "photo": next_photo(shown.present),
        "going": going and is_busy(shown.present),
        "is_waiting": is_busy(shown.present),
        "may_send": any(one.step in {"visit", "people/verify", "people/details"} for one in shown.people),
        "arrived": [one for one in shown.people if one.collector is not None or _at_hand_over(one)],
        "bill": bill,
        "line": line,
        "receipt": form or (_receipt(request, case_id) if line else None),
        "payments": payments_of(case_id),
        "papers": papers,
        "problem": problem,
        "key": filled.key,
        "pay_key": new_key(),
        "writer": writer_of(request),
    }
    return page(request, "round/screen", context, status=status, keys=KEYS)


def laid(request: HttpRequest, case_id: int) -> AtCounter:
    """Lay a household before the clerk; raises Http404 for a case of no round."""
    shown = at_counter(case_id, look=look_of(request), now=visitor_of(request).now)
    if shown is None:
        raise Http404
    return shown


def next_photo(people: Sequence[Check]) -> Check | None:
    """Give whose live portrait is taken next: who is there and was asked for one."""
    return next((one for one in people if one.is_present and one.is_open and one.needs_portrait), None)


def is_busy(people: Sequence[Check]) -> bool:
    """Whether something is still to come of a device here."""
    return any(one.is_present and one.is_open and one.next in {"ask", "wait"} for one in people)


def face_of(case_id: int, person_id: int) -> str:
    """Give the address of somebody's portrait."""
    return reverse("counter:round-photo", args=[case_id, person_id])


def place_of(one: Check) -> tuple[str, str] | None:
    """Say where somebody stands who has left the counter."""
    if not one.step:
        return ("confirmed", "به پایان رسید")
    if one.is_open or one.step == "people/details":
        return None
    return STEPS.get(one.step, ("waiting", "نزد ادارهٔ کل"))


def _line(one: Visitor, case_id: int, typed: Typed, bill: Bill) -> Line:
    known = one.work or Work("")
    work = Work(
        typed.values.get(f"job-{one.person_id}", known.title),
        typed.values.get(f"workshop-{one.person_id}", known.workshop),
        typed.values.get(f"why-{one.person_id}", known.no_workshop),
    )
    owed = [line.balance.outstanding for line in bill.lines if line.subject_id == one.subject_id]
    face = face_of(case_id, one.person_id) if one.pictured_since else ""
    return Line(one, work, sum(owed) if owed else None, place_of(one), face)


def _at_hand_over(one: Visitor) -> bool:
    return one.step == "people/hand-over"


def _times(request: HttpRequest, shown: AtCounter) -> list[tuple[FreeTime, str]]:
    found = free_times(
        offices=shown.visit.offices,
        minutes=15,
        needs=shown.visit.needs,
        now=visitor_of(request).now,
        until=shown.visit.last,
        limit=TIMES,
    )
    return [(one, short_name(one.office_id)) for one in found]


def _devices(shown: AtCounter) -> tuple[str, ...]:
    codes = next((one.session.devices for one in shown.people), ())
    return codes if len(codes) > 1 else ()


def _receipt(request: HttpRequest, case_id: int) -> TillForm:
    form = till_form(request, case_id, files=waiting_files(request, paying(due(request, case_id))))
    form.fields["reference"].widget.attrs["autofocus"] = True
    return form
