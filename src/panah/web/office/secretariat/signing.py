"""A draft's page: read once more, signed, put before somebody who may sign, given back, or dropped."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from panah.correspondence.operations import (
    Proof,
    draft_file,
    draft_pdf,
    drop_draft,
    give_back_draft,
    sign_letter,
    submit_draft,
)
from panah.correspondence.queries.words import CLASSIFICATION_TITLES, LEVEL_TITLES, URGENCY_TITLES
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import NotFound, PanahError
from panah.foundation.persian import clean
from panah.web.files.papers import sent_pdf
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of
from panah.web.office.secretariat.again import confirmed_at, say_again
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.words import sentence_of, status_of
from panah.web.rail import KeyHint

SIGNED: Final = "امضا شد. شمارهٔ نامه {0} است."
NUMBERED: Final = "شمارهٔ نامه {0} است. چاپش کنید تا امضا و مهر شود، و اسکنش را بگذارید."
PAPER, TOKEN = "paper", "token"  # names of levels
LONGEST_PIN: Final = 64


def draft(request: HttpRequest, draft: int) -> HttpResponse:
    """Show a draft as it will be, with what may be done with it; one that is signed leads to its letter."""
    return _page(request, draft)


def pdf(request: HttpRequest, draft: int) -> HttpResponse:
    """Send the draft as it would be printed, marked as one."""
    try:
        body = draft_pdf(draft_id=draft, actor=actor_of(request), now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    return sent_pdf(body, f"draft-{draft}")


def sign(request: HttpRequest, draft: int) -> HttpResponse:
    """Sign a draft; whoever did not say who they are for a while does so first, and nothing is lost."""
    proof = Proof(confirmed_at=confirmed_at(request), pin=request.POST.get("pin", "")[:LONGEST_PIN])
    ver = number_of(request.POST.get("ver", "")) or 0
    try:
        letter = sign_letter(
            draft_id=draft, ver=ver, proof=proof, actor=actor_of(request), now=now_of(request)
        )
    except PanahError as refused:
        if refused.code == "say-again":
            return say_again(request, reverse("office:draft", args=[draft]))
        return _page(request, draft, notice=sentence_of(refused), status=status_of(refused))
    said = NUMBERED if letter.level == PAPER else SIGNED
    messages.success(request, said.format(to_persian_digits(letter.number)))
    return redirect("office:letter", letter.pk)


def pass_on(request: HttpRequest, draft: int) -> HttpResponse:
    """Put a draft before whoever may sign it, give it back, or drop it."""
    said, actor, now = request.POST, actor_of(request), now_of(request)
    ver, note = number_of(said.get("ver", "")) or 0, clean(said.get("note", ""))
    try:
        match said.get("what"):
            case "back":
                give_back_draft(draft_id=draft, ver=ver, note=note, actor=actor, now=now)
                told = "به نویسنده برگشت."
            case "drop":
                drop_draft(draft_id=draft, ver=ver, actor=actor, now=now)
                told = "پیش‌نویس کنار گذاشته شد."
            case _:
                signer = number_of(said.get("signer", "")) or 0
                submit_draft(draft_id=draft, ver=ver, signer=signer, note=note, actor=actor, now=now)
                told = "پاراف شد و برای امضا رفت."
    except PanahError as refused:
        return _page(request, draft, notice=sentence_of(refused), typed=note, status=status_of(refused))
    messages.success(request, told)
    return redirect("office:secretariat")


def _page(
    request: HttpRequest, draft_id: int, *, notice: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    try:
        file = draft_file(draft_id=draft_id, actor=actor_of(request), now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    if file.letter_id and not notice:
        return redirect("office:letter", file.letter_id)
    levels = {one.value: title for one, title in LEVEL_TITLES.items()}
    context = {
        "file": file,
        "level": levels[file.level],
        "urgency": URGENCY_TITLES[file.written.urgency],
        "classification": CLASSIFICATION_TITLES[file.written.classification],
        "needs_pin": file.level == TOKEN,
        "is_paper": file.level == PAPER,
        "notice": notice,
        "typed": typed,
    }
    keys = (KeyHint(("ورود",), "امضا"),) if file.may_sign else ()
    return shown(request, "draft", context, status=status, keys=keys)
