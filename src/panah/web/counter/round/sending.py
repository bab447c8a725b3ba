"""A household goes on: kept as typed, sent in one motion, to the bureau with a change, to operators with a fault."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.foundation.errors import Conflict, PanahError
from panah.rounds.operations import Sent, say_changed, send_household
from panah.rounds.queries.visiting import AtCounter
from panah.web.counter.round.screen import laid, show
from panah.web.counter.round.typed import Typed, details_in, drop_typed, keep_typed
from panah.web.counter.round.words import LEFT, SENTENCES, sentence
from panah.web.forms.keeping import keeps_typing
from panah.web.forms.numbers import number_in
from panah.web.identity import visitor_of


@keeps_typing
def keep(request: HttpRequest, case_id: int) -> HttpResponse:
    """Keep what was typed so far; `then` turns the screen to one adult, else the page comes back."""
    keep_typed(request, case_id)
    if "HX-Request" in request.headers:
        return HttpResponse(status=204)
    alone = number_in(request.POST.get("then", ""))
    if alone:
        return redirect("counter:round-alone", case_id, alone)
    return redirect("counter:round", case_id)


@keeps_typing
def send(request: HttpRequest, case_id: int) -> HttpResponse:
    """Send everybody on who can go on."""
    return _send(request, case_id, keep_typed(request, case_id))


@keeps_typing
def fault(request: HttpRequest, case_id: int) -> HttpResponse:
    """Hold the household for «رفع اشکال فنی» with a word of what did not work."""
    typed = keep_typed(request, case_id)
    if not typed.get("fault"):
        return show(request, case_id, problem=SENTENCES["fault-missing"], typed=typed, status=422)
    return _send(request, case_id, typed, fault=typed.get("fault"))


@keeps_typing
def changed(request: HttpRequest, case_id: int) -> HttpResponse:
    """Send the file to «واحد مجازین» with what changed in the household."""
    typed, visitor = keep_typed(request, case_id), visitor_of(request)
    try:
        say_changed(
            case_id=case_id,
            changes=typed.get("changes"),
            actor=visitor.actor,
            key=typed.key,
            now=visitor.now,
        )
    except Conflict as moved_on:
        drop_typed(request, case_id)
        return show(request, case_id, problem=sentence(moved_on), typed=typed, status=409)
    except PanahError as wrong:
        return show(request, case_id, problem=sentence(wrong), typed=typed, status=422)
    drop_typed(request, case_id)
    messages.success(request, "به واحد مجازین رفت. همین که ثبت شد، خانوار این‌جا برمی‌گردد.")
    return redirect("counter:round", case_id)


def _send(request: HttpRequest, case_id: int, typed: Typed, *, fault: str = "") -> HttpResponse:
    shown, visitor = laid(request, case_id), visitor_of(request)
    try:
        sent = send_household(
            case_id=case_id,
            actor=visitor.actor,
            key=typed.key,
            now=visitor.now,
            details=details_in(typed, shown),
            slot_id=typed.slot,
            fault=fault,
        )
    except PanahError as wrong:
        return show(request, case_id, problem=sentence(wrong), typed=typed, status=422)
    drop_typed(request, case_id)
    _tell(request, shown, sent)
    return redirect("counter:round", case_id)


def _tell(request: HttpRequest, shown: AtCounter, sent: Sent) -> None:
    """Say how many went, and of whom not, why, without a word of blame."""
    gone = sum(word in {"ready", "fault"} for word in sent.said.values())
    if gone:
        messages.success(request, f"{gone} نفر فرستاده شد.")
    names = {one.subject_id: one.name for one in shown.people}
    for subject, why in sent.left.items():
        messages.warning(request, f"{names.get(subject, '')}: {LEFT[why.value]}.")
