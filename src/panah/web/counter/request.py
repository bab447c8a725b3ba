"""Writing a request down for whoever stands there: one page, what is known already filled in, then one look back."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.operations.drafting import drop_draft, keep_draft
from panah.casework.queries.family import Family, account_of_household, account_of_person
from panah.casework.queries.own_cases import opened_under
from panah.foundation.errors import PanahError
from panah.web.counter.desk import PRESENT, Desk, Values, desk_of, known
from panah.web.counter.frame import page
from panah.web.files.arriving import takes_files
from panah.web.files.handing import evidence_in, hand_in_answers
from panah.web.files.holding import files_of
from panah.web.forms.building import AskedForm, form_of
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, writer_of
from panah.web.forms.numbers import number_in
from panah.web.forms.opening import chosen_people, days_in, offices_in
from panah.web.forms.pages import answers_of, first_unanswered, pages_of
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of

ALONE: Final = "alone"
NOT_THERE: Final = (
    "هر بزرگسالی که نشان کرده‌اید خودش باید این‌جا باشد و خودش بخواهد. «خودش اینجاست» را برای او نشان کنید، "
    "یا نامش را بردارید: او خودش درخواست می‌دهد و کودکان با سرپرستشان."
)


@keeps_typing
@takes_files
def write_down(request: HttpRequest, household_id: int, slug: str = "") -> HttpResponse:
    """Ask everything on one page; what is known stands last and is already filled in."""
    desk = desk_of(request, household_id, slug, whole=request.method == "GET")
    typed = request.POST if request.method == "POST" else typed_before(request)
    files = files_of(request, desk.place, evidence_in(desk.asking), typed=typed)
    form = form_of(
        desk.asking,
        replace(desk.ground, files=files),
        data=typed,
        kept={**known(desk, request), **desk.values},
    )
    form.fields[desk.asking.questions[0].name].widget.attrs["autofocus"] = request.method == "GET"
    alone = "yes" if request.POST.get(ALONE) else ""
    chosen = _shown_people(form[desk.people].value()) if desk.people else []
    present = _present(request, desk)
    if request.method == "POST" and form.is_valid():
        problem = _problem(desk, chosen, present, alone)
        if not problem:
            _keep(request, desk, form, alone, present)
            return redirect(desk.address("check"))
        form.add_error(None, problem)
    context = {
        "desk": desk,
        "form": form,
        "people": form[desk.people] if desk.people else None,
        "members": desk.family.members,
        "chosen": chosen,
        "present": present,
        "named": number_in(request.GET.get("for", "")) or "",
        "alone": alone or desk.values.get(ALONE),
        "offers_alone": not desk.offer.for_oneself
        and any(not one.is_minor for one in desk.family.members if one.id in chosen or not chosen),
        **_hidden(request, desk),
    }
    return page(request, "request", context, status=422 if form.is_bound and form.errors else 200)


@keeps_typing
def check(request: HttpRequest, household_id: int, slug: str = "") -> HttpResponse:
    """Read it back to whoever stands there, and send it; sent twice it is one request."""
    desk = desk_of(request, household_id, slug)
    visitor = visitor_of(request)
    if request.method == "POST":
        before = opened_under(visitor.actor.sender, f"counter:{key_of(request)}")
        if before is not None:
            return redirect("counter:case", before)
    pages = pages_of(desk.asking)
    if first_unanswered(pages, desk.ground, desk.values) is not None:
        return redirect(desk.address("request"))
    problem = ""
    if request.method == "POST":
        try:
            case_id = _send(request, desk)
        except PanahError as wrong:
            problem = sentence(wrong)
        else:
            drop_draft(account_id=visitor.account_id or 0, place=desk.place)
            return redirect("counter:case", case_id)
    context = {
        "desk": desk,
        "answers": answers_of(pages, desk.values, desk.family.members),
        "problem": problem,
        "alone": desk.values.get(ALONE),
        "present": [one.name for one in desk.family.members if one.id in _kept_people(desk, PRESENT)],
        "request_url": desk.address("request"),
        **_hidden(request, desk),
    }
    return page(request, "check", context, status=422 if problem else 200)


def _send(request: HttpRequest, desk: Desk) -> int:
    """Open the case in the household's name, or in one adult's own; the clerk is recorded as who helped."""
    visitor, family = visitor_of(request), desk.family
    people = chosen_people(desk.asking, desk.values)
    alone, applicant = _whose(desk, people)
    opening = Opening(
        slug=desk.offer.slug,
        start=desk.offer.start,
        office_id=family.office_id,
        subjects=[NewSubject(desk.offer.role, one) for one in people],
        household_id=family.id,
        applicant_id=applicant,
        helper_id=visitor.account_id,
        alone=alone,
        dates=days_in(desk.asking, desk.values),
        offices=offices_in(desk.values),
    )
    form = {name: value for name, value in desk.values.items() if name != ALONE}
    with transaction.atomic():
        made = open_case(
            opening=opening, actor=visitor.actor, key=f"counter:{desk.key}", form=form, now=visitor.now
        )
        hand_in_answers(request, made.pk, desk.place, desk.asking, form)
    return made.pk


def _whose(desk: Desk, people: Sequence[int]) -> tuple[bool, int | None]:
    """Say whether the case is kept from the household's door, and whose account asks.

    Where each asks for herself, the household's account asks for nobody: one adult's own does, where she has one.
    """
    if desk.offer.for_oneself:
        adults = _adults(desk.family, people)
        own = account_of_person(adults[0]) if len(adults) == 1 else None
        return _may_be_alone(desk.family, people), own
    if desk.values.get(ALONE):
        return True, account_of_person(people[0])
    return False, account_of_household(desk.family.id)


def _problem(desk: Desk, chosen: Sequence[int], present: Sequence[int], alone: str) -> str:
    """Say why these people cannot be written down so; empty where they can."""
    if desk.offer.for_oneself and set(_adults(desk.family, chosen)) - set(present):
        return NOT_THERE
    if alone and not _may_be_alone(desk.family, chosen):
        return str(SENTENCES["alone-is-for-one-adult"])
    return ""


def _adults(family: Family, people: Sequence[int]) -> list[int]:
    return [one.id for one in family.members if one.id in people and not one.is_minor]


def _may_be_alone(family: Family, chosen: Sequence[int]) -> bool:
    """Whether a request of these people may be kept from the household's door: that of one adult (S29)."""
    return len(chosen) == 1 and bool(_adults(family, chosen))


def _present(request: HttpRequest, desk: Desk) -> list[int]:
    """Who of the adults is there, as the clerk says it now or said it before."""
    if not desk.offer.for_oneself:
        return []
    if request.method != "POST":
        return _kept_people(desk, PRESENT)
    said = [number_in(one) for one in request.POST.getlist(PRESENT)]
    return _adults(desk.family, said)


def _kept_people(desk: Desk, name: str) -> list[int]:
    kept = desk.values.get(name)
    return [int(str(one)) for one in kept] if isinstance(kept, list) else []


def _shown_people(value: object) -> list[int]:
    return [number_in(str(one)) for one in value] if isinstance(value, list) else []


def _keep(request: HttpRequest, desk: Desk, form: AskedForm, alone: str, present: Sequence[int]) -> None:
    visitor = visitor_of(request)
    values: Values = form.kept()
    values[PRESENT if desk.offer.for_oneself else ALONE] = list(present) if desk.offer.for_oneself else alone
    keep_draft(
        account_id=visitor.account_id or 0, place=desk.place, key=desk.key, values=values, now=visitor.now
    )


def _hidden(request: HttpRequest, desk: Desk) -> dict[str, str]:
    return {"key": desk.key, "writer": writer_of(request)}
