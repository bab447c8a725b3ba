"""What cannot be captured, or is known by sight: a normal answer, with a second person's word (S16)."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.biometrics.operations import check_by_sight, note_excuse
from panah.biometrics.queries import Modality, Reason
from panah.foundation.errors import InvalidInput, NotFound, PanahError
from panah.rounds.queries.visiting import Check, checks_of, paper_of
from panah.web.counter.round.screen import show
from panah.web.counter.round.typed import keep_typed
from panah.web.counter.round.words import sentence
from panah.web.forms.keeping import keeps_typing
from panah.web.forms.numbers import number_in
from panah.web.identity import visitor_of

BY_DEVICE: Final = (Modality.FINGER, Modality.IRIS)


@keeps_typing
def excuse(request: HttpRequest, case_id: int) -> HttpResponse:
    """Note why somebody cannot be captured: `excuse` names the person and the reason (`17:injured`)."""
    typed = keep_typed(request, case_id)
    who, _, reason = request.POST.get("excuse", "").partition(":")
    try:
        _note(request, case_id, number_in(who), reason)
    except PanahError as wrong:
        return show(request, case_id, problem=sentence(wrong), typed=typed, status=409)
    return redirect("counter:round", case_id)


def _note(request: HttpRequest, case_id: int, subject: int, reason: str) -> None:
    visitor = visitor_of(request)
    found = next((one for one in checks_of(case_id, now=visitor.now) if one.subject_id == subject), None)
    if found is None:
        raise NotFound("subject-unknown")
    if reason == Reason.BY_SIGHT:
        paper = paper_of(found.person_id)
        check_by_sight(subject_id=subject, paper_id=paper or 0, actor=visitor.actor, now=visitor.now)
        return
    if reason not in Reason:
        raise InvalidInput("part-unknown")
    for modality in _what(found):
        note_excuse(
            subject_id=subject,
            modality=modality,
            reason=Reason(reason),
            actor=visitor.actor,
            now=visitor.now,
        )


def _what(one: Check) -> tuple[Modality, ...]:
    """What the device waits for; the portrait where nothing else is."""
    asked = tuple(kind for kind in one.waiting if kind in BY_DEVICE)
    return asked or one.waiting or (Modality.FINGER,)
