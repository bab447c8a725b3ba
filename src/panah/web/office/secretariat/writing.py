"""Writing a letter: nearly written from its case and kind, kept as it was typed, changed until it is passed on."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.correspondence.operations import DraftFile, begin_draft, change_draft, draft_file
from panah.correspondence.queries import Prefilled, addresses, offices_inside, prefilled
from panah.foundation.errors import NotAllowed, NotFound, PanahError
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of
from panah.web.office.secretariat.desk import shown
from panah.web.office.secretariat.forms import LetterForm
from panah.web.office.secretariat.words import sentence_of, status_of

INSIDE = "internal"


@keeps_typing
def new(request: HttpRequest) -> HttpResponse:
    """Write a letter of no case, or an answer (`?reply=`)."""
    return _new(request, None)


@keeps_typing
def new_of(request: HttpRequest, case: int) -> HttpResponse:
    """Write a letter of a case: it comes nearly written, and Enter leads through it."""
    return _new(request, case)


@keeps_typing
def edit(request: HttpRequest, draft: int) -> HttpResponse:
    """Change a draft that is with its writer."""
    try:
        file = draft_file(draft_id=draft, actor=actor_of(request), now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    if file.letter_id:
        return redirect("office:letter", file.letter_id)
    typed = request.POST if request.method == "POST" else typed_before(request)
    form = _form(
        typed, _initial_of(file), is_inside=file.written.to_office is not None, offices=file.office_id
    )
    context = {"form": form, "draft": file, "addresses": addresses(), "ver": file.ver, "title": file.title}
    if request.method != "POST" or not form.is_valid():
        return shown(request, "write", context, status=200 if request.method != "POST" else 422)
    ver = number_of(request.POST.get("ver", "")) or 0
    try:
        change_draft(
            draft_id=draft, ver=ver, written=form.said(), actor=actor_of(request), now=now_of(request)
        )
    except PanahError as refused:
        context |= {"notice": sentence_of(refused)}
        return shown(request, "write", context, status=status_of(refused))
    return redirect("office:draft", draft)


def _new(request: HttpRequest, case_id: int | None) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    try:
        made = prefilled(
            actor_of(request),
            case_id=case_id,
            kind=asked.get("kind", ""),
            reply_to=number_of(asked.get("reply_to" if request.method == "POST" else "reply", "")),
            follows=number_of(asked.get("follows", "")),
        )
    except NotFound as missing:
        raise Http404 from missing
    except NotAllowed as refused:
        return shown(request, "closed", {"notice": sentence_of(refused)}, status=403)
    return _sent(request, made) if request.method == "POST" else _written(request, made)


def _written(request: HttpRequest, made: Prefilled) -> HttpResponse:
    """Show the letter nearly written, or what its writer had typed when the session ended."""
    before = typed_before(request)
    desks = [(one.office_id, one.office) for one in made.desks]
    form = _form(before, _initial(made), is_inside=made.direction == INSIDE, offices=desks[0][0], desks=desks)
    return shown(request, "write", {**_context(made), "form": form, "key": new_key()})


def _sent(request: HttpRequest, made: Prefilled) -> HttpResponse:
    desks = [(one.office_id, one.office) for one in made.desks]
    form = _form(request.POST, {}, is_inside=made.direction == INSIDE, offices=desks[0][0], desks=desks)
    key = key_of(request)
    context = {**_context(made), "form": form, "key": key}
    if not form.is_valid():
        return shown(request, "write", context, status=422)
    try:
        draft = begin_draft(
            written=form.said(),
            key=key,
            actor=actor_of(request),
            now=now_of(request),
            case_id=made.case_id,
            office_id=form.office_id,
        )
    except PanahError as refused:
        return shown(request, "write", context | {"notice": sentence_of(refused)}, status=status_of(refused))
    return redirect("office:draft", draft.pk)


def _form(
    data: Mapping[str, object] | None,
    initial: Mapping[str, object],
    *,
    is_inside: bool,
    offices: int,
    desks: list[tuple[int, str]] | None = None,
) -> LetterForm:
    inside = offices_inside(office_id=offices) if is_inside else []
    return LetterForm(data, initial=initial, is_inside=is_inside, desks=desks or [], offices=inside)


def _context(made: Prefilled) -> dict[str, object]:
    titles = dict(made.kinds)
    return {"made": made, "addresses": addresses(), "title": titles[made.kind]}


def _initial(made: Prefilled) -> dict[str, object]:
    return {
        "kind": made.kind,
        "reply_to": made.reply_to,
        "follows": made.follows,
        "to": made.to,
        "subject": made.subject,
        "body": made.body,
        "annex_text": made.annex_text,
        "urgency": made.urgency,
        "classification": made.classification,
    }


def _initial_of(file: DraftFile) -> dict[str, object]:
    written = file.written
    return {
        "kind": written.kind,
        "reply_to": written.in_reply_to,
        "follows": written.follows,
        "to": written.to,
        "to_office": written.to_office,
        "subject": written.subject,
        "body": written.body,
        "annex_count": written.annex_count or "",
        "annex_text": written.annex_text,
        "copies": "\n".join(written.copies),
        "urgency": written.urgency,
        "classification": written.classification,
    }
