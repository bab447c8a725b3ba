"""Asking about a paper in hand: it was lost, the journey takes longer, it is given back."""

from typing import Final

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.queries.applicant import CasePage, case_page
from panah.casework.queries.asking import Offer, offer
from panah.casework.queries.family import Family
from panah.documents.queries import papers_of
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, PanahError
from panah.web.account.case import AFTERWARDS, show
from panah.web.account.door import own_family
from panah.web.files.arriving import takes_files
from panah.web.files.handing import evidence_in, hand_in_answers
from panah.web.files.holding import files_of
from panah.web.forms.building import AskedForm, Ground, form_of
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.opening import chosen_people, days_in, offices_in
from panah.web.forms.told import sentence
from panah.web.identity import PERSON, visitor_of

FOLLOWS: Final = "follows"
"""How a request about a paper is linked to the case the paper came from."""


@keeps_typing
@takes_files
def again(request: HttpRequest, case_id: int, start: str) -> HttpResponse:
    """Ask about the paper of a case; the new request is linked to the first and needs nothing typed twice."""
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    family = own_family(request)
    today = local_date(visitor.now)
    standing = [one for one in papers_of(case_id, on=today) if one.serves]
    if start not in AFTERWARDS or family is None or not standing:
        raise Http404
    offered = offer(page.slug, start, province=family.province, on=today)
    if not _may_ask(request, page, offered):
        return render(request, "panah/account/in_person.html", {"page": page, "offer": offered})
    members = [one for one in family.members if one.id in page.bearers]
    typed = request.POST if request.method == "POST" else typed_before(request)
    files = files_of(request, _held_as(case_id, start), evidence_in(offered.asking), typed=typed)
    ground = Ground(members=members, today=today, before={}, files=files)
    form = form_of(offered.asking, ground, data=typed, kept=_known(page))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("account:sent", _send(request, page, offered, family, form))
        except InvalidInput as wrong:
            form.add_error(None, sentence(wrong))
        except PanahError as wrong:
            return show(request, page.id, problem=sentence(wrong), status=409)
    context = {
        "page": page,
        "offer": offered,
        "form": form,
        "key": key_of(request) if request.method == "POST" else new_key(),
        "writer": writer_of(request),
    }
    return render(request, "panah/account/again.html", context, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, page: CasePage, offered: Offer, family: Family, form: AskedForm) -> int:
    visitor, values = visitor_of(request), form.kept()
    people = chosen_people(offered.asking, values) or page.bearers
    opening = Opening(
        slug=page.slug,
        start=offered.start,
        office_id=family.office_id,
        subjects=[NewSubject(offered.role, one) for one in people],
        household_id=page.household_id,
        applicant_id=visitor.account_id,
        alone=page.alone,
        dates=days_in(offered.asking, values),
        offices=offices_in(page.request),
        linked_to=page.id,
        link=FOLLOWS,
    )
    with transaction.atomic():
        key = f"again:{key_of(request)}"
        made = open_case(opening=opening, actor=visitor.actor, key=key, form=values, now=visitor.now)
        hand_in_answers(request, made.pk, _held_as(page.id, offered.start), offered.asking, values)
    return made.pk


def _held_as(case_id: int, start: str) -> str:
    """Name this form, for the files that wait for it."""
    return f"again/{case_id}/{start}"


def _may_ask(request: HttpRequest, page: CasePage, offered: Offer) -> bool:
    """Whether this door may make this start: the asker of the case, or a person the paper names."""
    visitor = visitor_of(request)
    is_named = visitor.level >= PERSON and bool(set(page.bearers) & set(visitor.actor.persons))
    return "applicant" in offered.by or ("person" in offered.by and is_named)


def _known(page: CasePage) -> dict[str, Canonical]:
    return {"phone": str(page.request.get("phone") or ""), "travellers": list(page.bearers)}
