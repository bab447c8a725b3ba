"""What is done on a letter's page: sent on, sent by hand, delivered, sent back, voided, done."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.correspondence.operations import Fact, Sending, finish, refer, void_letter, write_fact
from panah.correspondence.queries.words import Happened, Way
from panah.foundation.errors import InvalidInput, PanahError
from panah.foundation.jalali import parse
from panah.foundation.persian import clean
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of
from panah.web.office.secretariat.letter import letter_page
from panah.web.office.secretariat.words import sentence_of, status_of


def refer_letter(request: HttpRequest, letter: int) -> HttpResponse:
    """Send a letter on with its marginal note."""
    note = clean(request.POST.get("note", ""))

    def act() -> None:
        refer(letter_id=letter, sending=_sending(request, note), actor=actor_of(request), now=now_of(request))

    return _done(request, letter, act, "ارجاع شد.", typed=note)


def fact(request: HttpRequest, letter: int) -> HttpResponse:
    """Write beside a letter what happened to it."""
    said = request.POST

    def act() -> None:
        kind, way = said.get("kind", ""), said.get("way", "")
        if kind not in set(Happened) or (way and way not in set(Way)):
            raise InvalidInput("way-missing")
        one = Fact(
            kind=Happened(kind),
            way=Way(way) if way else None,
            receipt=clean(said.get("receipt", "")),
            reason=clean(said.get("reason", "")),
        )
        write_fact(letter_id=letter, fact=one, actor=actor_of(request), now=now_of(request))

    return _done(request, letter, act, "ثبت شد.")


def void(request: HttpRequest, letter: int) -> HttpResponse:
    """Void a letter; its number stays."""
    reason = clean(request.POST.get("reason", ""))

    def act() -> None:
        void_letter(letter_id=letter, reason=reason, actor=actor_of(request), now=now_of(request))

    return _done(request, letter, act, "نامه باطل شد و شماره‌اش می‌ماند.")


def done(request: HttpRequest, referral: int) -> HttpResponse:
    """Say that what was sent on to one is done."""
    letter = number_of(request.POST.get("letter", "")) or 0

    def act() -> None:
        note = clean(request.POST.get("note", ""))
        finish(
            referral_id=referral, kind="done", note_text=note, actor=actor_of(request), now=now_of(request)
        )

    return _done(request, letter, act, "پایان ارجاع ثبت شد.")


def _done(
    request: HttpRequest, letter: int, act: Callable[[], None], said: str, *, typed: str = ""
) -> HttpResponse:
    try:
        act()
    except PanahError as refused:
        status = status_of(refused)
        if refused.code in {"letter-unknown", "referral-unknown"}:
            raise Http404 from refused
        return letter_page(request, letter, notice=sentence_of(refused), typed=typed, status=status)
    messages.success(request, said)
    return redirect("office:letter", letter)


def _sending(request: HttpRequest, note: str) -> Sending:
    """Read whom a letter is sent on to; raises InvalidInput("receiver-unknown")."""
    office, role, holding = (*request.POST.get("to", "").split(":"), "", "", "")[:3]
    office_id = number_of(office)
    if not office_id:
        raise InvalidInput("receiver-unknown")
    due = None
    if typed := request.POST.get("due", "").strip():
        with suppress(InvalidInput):
            due = parse(typed)
    return Sending(
        to_office=office_id,
        note=note,
        to_role=role,
        to_holding=number_of(holding),
        due_on=due,
        onward_of=number_of(request.POST.get("onward", "")),
    )
