"""Saying what a step asks of oneself, with its form and its papers; nobody says it for another (S12, S29)."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from panah.casework.operations import act
from panah.casework.operations.drafting import drop_draft, keep_draft
from panah.casework.queries.applicant import CasePage, case_page, chosen
from panah.casework.queries.asking import Asking
from panah.foundation.errors import InvalidInput, PanahError
from panah.web.account.case import show
from panah.web.account.own_words import OwnWord, asking_of, begun, ground_of, own_word
from panah.web.files.arriving import takes_files
from panah.web.files.handing import evidence_in, hand_in_answers
from panah.web.files.holding import files_of
from panah.web.forms.building import AskedForm, form_of
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.numbers import number_in
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of

SAVE = "save"
"""The button that keeps what is filled in and sends nothing."""


@keeps_typing
@takes_files
def say(request: HttpRequest, case_id: int, item: int, word: str) -> HttpResponse:
    """Ask once more, with the form of the word where it has one, then say it; nothing typed is lost."""
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    own = own_word(page, item, word)
    if own is None:
        return show(request, case_id, problem=str(SENTENCES["moved-on"]), status=409)
    asking = asking_of(request, page, own)
    typed = request.POST if request.method == "POST" else typed_before(request)
    if typed is None:
        return _ask(request, page, own, begun(request, page, own, asking))
    files = files_of(request, own.place, evidence_in(asking), typed=typed)
    form = form_of(asking, ground_of(request, page, asking, files), data=typed)
    if request.method != "POST":
        return _ask(request, page, own, form)
    if SAVE in request.POST:
        return _save(request, page, own, form)
    if not form.is_valid():
        return _ask(request, page, own, form)
    return _say(request, page, own, asking, form)


def _say(request: HttpRequest, page: CasePage, own: OwnWord, asking: Asking, form: AskedForm) -> HttpResponse:
    visitor = visitor_of(request)
    try:
        moved = _act(request, page, own, asking, form)
    except InvalidInput as wrong:
        form.add_error(None, sentence(wrong))
        return _ask(request, page, own, form)
    except PanahError as wrong:
        return show(request, page.id, problem=sentence(wrong), status=409)
    if not moved:
        return show(request, page.id, problem=str(SENTENCES["moved-on"]), status=409)
    drop_draft(account_id=visitor.account_id or 0, place=own.place)
    return redirect("account:case", page.id)


def _act(request: HttpRequest, page: CasePage, own: OwnWord, asking: Asking, form: AskedForm) -> int:
    """Say a word of a step with its form; the files it was answered with become part of the case in the same act."""
    visitor, values = visitor_of(request), form.kept()
    with transaction.atomic():
        result = act(
            chosen=[chosen(own.item, number_in(request.POST.get("ver", "")))],
            step=own.step,
            word=own.word,
            actor=visitor.actor,
            key=f"word:{key_of(request)}",
            now=visitor.now,
            form=values,
        )
        if result.moved:
            hand_in_answers(request, page.id, own.place, asking, values, subject_id=own.subject_id)
    return result.moved


def _save(request: HttpRequest, page: CasePage, own: OwnWord, form: AskedForm) -> HttpResponse:
    """Keep what is filled in, as far as it can be read; what cannot is shown again with its sentence."""
    visitor = visitor_of(request)
    form.is_valid()
    wrong = {
        name
        for name in form.errors
        if name in form.fields and any(error.code != "required" for error in form.errors[name].as_data())
    }
    values = {name: value for name, value in form.kept().items() if value}
    keep_draft(
        account_id=visitor.account_id or 0,
        place=own.place,
        key=key_of(request),
        values=values,
        now=visitor.now,
    )
    return _ask(request, page, own, form) if wrong else redirect("account:case", page.id)


def _ask(request: HttpRequest, page: CasePage, own: OwnWord, form: AskedForm) -> HttpResponse:
    context = {
        "page": page,
        "own": own,
        "form": form,
        "key": key_of(request) if request.method == "POST" else new_key(),
        "writer": writer_of(request),
    }
    return render(request, "panah/account/word.html", context, status=422 if form.errors else 200)
