"""What one does to one's own case: put right what came back, leave somebody out, withdraw, take the paper."""

from collections.abc import Callable
from typing import Final

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from panah.casework.operations import act, say
from panah.casework.operations.amending import amend as send_back
from panah.casework.queries.applicant import CasePage, Turn, case_page, chosen
from panah.casework.queries.asking import Asking, asked_at
from panah.documents.operations import ask_for_certificate
from panah.documents.queries import papers_of
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.web.account.case import show, whose_papers
from panah.web.files.arriving import takes_files
from panah.web.files.handing import evidence_in, hand_in_answers
from panah.web.files.holding import files_of
from panah.web.forms.building import AskedForm, Ground, form_of
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.numbers import number_in
from panah.web.forms.opening import days_in
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of

ANSWER: Final = "answer"
ASKED_BY_REASON: Final = {
    "dates-too-long": ("trip-starts", "trip-ends"),
    "no-go-area": ("destination", "reason", "reason-other", "paper"),
    "paper-expired": ("paper",),
    "paper-unreadable": ("paper",),
    "guardian-missing": ("paper",),
}
"""What a return of this reason asks for, besides an answer in one's own words; any other asks for everything."""


def withdraw(request: HttpRequest, case_id: int) -> HttpResponse:
    """Withdraw from the whole case, after one more look; where each decides for herself, nobody does so for all."""
    page = _page(request, case_id)
    if page.own is not None:
        return redirect("account:case", case_id)
    open_ones = [
        one.id
        for one in page.people
        if one.state not in {"granted", "adverse", "withdrawn", "closed", "apart"}
    ]
    return _say(request, page, "withdrawn", open_ones, {})


def leave_out(request: HttpRequest, case_id: int, subject: int) -> HttpResponse:
    """Let the others go without one traveller (S26)."""
    page = _page(request, case_id)
    one = next((one for one in page.people if one.id == subject), None)
    if one is None:
        raise Http404
    return _say(request, page, "left-out", [subject], {"one": one})


@keeps_typing
@takes_files
def amend(request: HttpRequest, case_id: int, item: int) -> HttpResponse:
    """Put right what came back, and nothing else; what was typed stays until it is sent."""
    page = _page(request, case_id)
    turn = next((one for one in page.turns if one.item == item and "ready" in one.words), None)
    if turn is None:
        return show(request, case_id, problem=_gone(), status=409)
    asking = _asked(page, turn, request)
    typed = request.POST if request.method == "POST" else typed_before(request)
    files = files_of(request, _held_as(turn), evidence_in(asking), typed=typed)
    ground = Ground(members=(), today=local_date(visitor_of(request).now), before=_kept(page), files=files)
    form = form_of(asking, ground, data=typed, kept=_kept(page))
    if request.method == "POST" and form.is_valid():
        return _tried(request, case_id, lambda: _send_back(request, case_id, turn, asking, form))
    context = {
        "page": page,
        "turn": turn,
        "form": form,
        "key": key_of(request) if request.method == "POST" else new_key(),
        "writer": writer_of(request),
        "ver": turn.ver,
    }
    return render(request, "panah/account/amend.html", context, status=422 if form.is_bound else 200)


def collect(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take the paper on one's own phone: it is handed, and the case ends."""
    visitor = visitor_of(request)
    papers = papers_of(case_id, on=local_date(visitor.now))
    paper = next((one for one in papers if one.serves), None)
    if paper is None:
        return show(request, case_id, problem=str(SENTENCES["paper-not-standing"]), status=409)
    turn = next((one for one in _page(request, case_id).turns if "collected" in one.words), None)

    def take() -> int:
        if turn is None:
            return 1
        result = act(
            chosen=[chosen(turn.item, _shown_version(request))],
            step=turn.step,
            word="collected",
            actor=visitor.actor,
            key=f"collect:{key_of(request)}",
            now=visitor.now,
        )
        return result.moved

    answer = _tried(request, case_id, take)
    return redirect("account:paper", case_id, paper.id) if answer.status_code == 302 else answer


def certificate(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask for the proof that one's own request, or that of somebody whose papers one sees, is open."""
    visitor, page = visitor_of(request), _page(request, case_id)
    whose, person = whose_papers(page), number_in(request.POST.get("person", ""))
    if person not in (page.bearers if whose is None else whose):
        raise Http404

    def ask() -> int:
        ask_for_certificate(case_id=case_id, party_id=person, actor=visitor.actor, now=visitor.now)
        return 1

    return _tried(request, case_id, ask)


def _say(
    request: HttpRequest, page: CasePage, message: str, subjects: list[int], more: dict[str, object]
) -> HttpResponse:
    """Ask once more on a page of its own, then say the message."""
    if request.method != "POST":
        context = {"page": page, "key": new_key(), "writer": writer_of(request), **more}
        return render(request, f"panah/account/{message}.html", context)
    visitor = visitor_of(request)

    def leave() -> int:
        said = say(
            case_id=page.id,
            message=message,
            subjects=subjects,
            actor=visitor.actor,
            key=f"say:{key_of(request)}",
            now=visitor.now,
        )
        return said.moved

    return _tried(request, page.id, leave)


def _tried(request: HttpRequest, case_id: int, move: Callable[[], int]) -> HttpResponse:
    """Do it and show the case; where the case had gone on, show it fresh with 409 and a plain sentence."""
    try:
        moved = move()
    except PanahError as wrong:
        return show(request, case_id, problem=sentence(wrong), status=409)
    return redirect("account:case", case_id) if moved else show(request, case_id, problem=_gone(), status=409)


def _send_back(request: HttpRequest, case_id: int, turn: Turn, asking: Asking, form: AskedForm) -> int:
    visitor, kept = visitor_of(request), form.kept()
    with transaction.atomic():
        result = send_back(
            chosen=chosen(turn.item, _shown_version(request)),
            word="ready",
            form=kept,
            dates=days_in(asking, kept),
            actor=visitor.actor,
            key=f"amend:{key_of(request)}",
            now=visitor.now,
        )
        if result.moved:
            hand_in_answers(request, case_id, _held_as(turn), asking, kept, subject_id=turn.subject_id)
    return result.moved


def _held_as(turn: Turn) -> str:
    """Name this form, for the files that wait for it."""
    return f"amend/{turn.item}"


def _asked(page: CasePage, turn: Turn, request: HttpRequest) -> Asking:
    today = local_date(visitor_of(request).now)
    asking = asked_at(page.version_id, page.directive_id, turn.step, on=today)
    everything = tuple(one.name for one in asking.questions if one.type != "members")
    code = turn.reason.code if turn.reason else ""
    return asking.named(*ASKED_BY_REASON.get(code, everything), ANSWER)


def _kept(page: CasePage) -> dict[str, Canonical]:
    return {name: value for name, value in page.request.items() if isinstance(value, str | int | list)}


def _page(request: HttpRequest, case_id: int) -> CasePage:
    visitor = visitor_of(request)
    return case_page(case_id, actor=visitor.actor, now=visitor.now)


def _shown_version(request: HttpRequest) -> int:
    sent = request.POST.get("ver", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else 0


def _gone() -> str:
    return str(SENTENCES["moved-on"])
