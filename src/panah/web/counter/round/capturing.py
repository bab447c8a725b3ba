"""Captures from the screen of a household: one key starts them, the page follows, the camera is the page's own."""

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from panah.biometrics.operations import take_portrait
from panah.foundation.errors import NotFound, PanahError
from panah.rounds.operations import ask_again, ask_next
from panah.rounds.queries.visiting import checks_of, portrait_at_counter
from panah.web.counter.frame import look_of
from panah.web.counter.round.screen import face_of, is_busy, next_photo, place_of, show
from panah.web.counter.round.typed import keep_typed
from panah.web.counter.round.words import sentence
from panah.web.files.arriving import takes_files
from panah.web.files.showing import picture
from panah.web.forms.captures import REASONS
from panah.web.forms.keeping import keeps_typing
from panah.web.forms.keys import new_key
from panah.web.forms.numbers import number_in
from panah.web.identity import visitor_of


@keeps_typing
def capture(request: HttpRequest, case_id: int) -> HttpResponse:
    """Start the captures of everybody who is there, or ask for one person again (`again`)."""
    typed, visitor = keep_typed(request, case_id), visitor_of(request)
    again = number_in(request.POST.get("again", ""))
    try:
        if again:
            _refuse_stranger(case_id, again, request)
            ask_again(
                subject_id=again,
                actor=visitor.actor,
                key=new_key(),
                now=visitor.now,
                device=typed.get("device"),
            )
        else:
            _advance(request, case_id, typed.get("device"))
    except PanahError as wrong:
        return show(request, case_id, problem=sentence(wrong), typed=typed, status=409)
    return _following(request, case_id)


def pulse(request: HttpRequest, case_id: int) -> HttpResponse:
    """Follow the captures: ask for the next one once the device is free, and tell how far each is."""
    problem = ""
    try:
        _advance(request, case_id, request.POST.get("device", ""))
    except PanahError as wrong:
        problem = sentence(wrong)
    if "HX-Request" in request.headers:
        return _cells(request, case_id, problem)
    return show(request, case_id, problem=problem, status=409) if problem else _following(request, case_id)


@takes_files
def portrait(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take the live portrait of the person named."""
    visitor = visitor_of(request)
    subject, given = number_in(request.POST.get("subject", "")), request.FILES.get("portrait")
    data = given.read() if isinstance(given, UploadedFile) else b""
    try:
        _refuse_stranger(case_id, subject, request)
        take_portrait(subject_id=subject, data=data, actor=visitor.actor, now=visitor.now)
    except PanahError as wrong:
        if "HX-Request" in request.headers:
            return _cells(request, case_id, sentence(wrong))
        return show(request, case_id, problem=sentence(wrong), status=422)
    if "HX-Request" in request.headers:
        return _cells(request, case_id, "", taken=subject)
    return _following(request, case_id)


def photo(request: HttpRequest, case_id: int, person: int) -> HttpResponse:
    """Show the portrait of a member; the look is written down (S20)."""
    body = portrait_at_counter(case_id, person, look=look_of(request))
    if body is None:
        raise Http404
    return picture(body, person)


def _following(request: HttpRequest, case_id: int) -> HttpResponse:
    if "HX-Request" in request.headers:
        return _cells(request, case_id, "")
    return redirect(f"{reverse('counter:round', args=[case_id])}?going=1")


def _advance(request: HttpRequest, case_id: int, device: str) -> None:
    visitor = visitor_of(request)
    ask_next(case_id=case_id, actor=visitor.actor, key=new_key(), now=visitor.now, device=device)


def _cells(request: HttpRequest, case_id: int, problem: str, *, taken: int = 0) -> HttpResponse:
    """Draw what of the screen follows the captures, to be put in its places."""
    checks = checks_of(case_id, now=visitor_of(request).now)
    face = next((face_of(case_id, one.person_id) for one in checks if one.subject_id == taken), "")
    context = {
        "case_id": case_id,
        "taken": taken,
        "face": f"{face}?{new_key()}" if face else "",
        "checks": [(one, place_of(one)) for one in checks],
        "photo": next_photo(checks),
        "going": is_busy(checks),
        "reasons": REASONS.items(),
        "problem": problem,
    }
    return render(request, "panah/counter/round/cells.html", context)


def _refuse_stranger(case_id: int, subject: int, request: HttpRequest) -> None:
    """Let nobody of another file be captured from this screen; raises NotFound("subject-unknown")."""
    if subject not in {one.subject_id for one in checks_of(case_id, now=visitor_of(request).now)}:
        raise NotFound("subject-unknown")
