"""A lost paper, or one given back, for somebody who stands at the counter."""

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.queries.applicant import CasePage, case_page
from panah.casework.queries.asking import Offer, offer
from panah.casework.queries.counter import COUNTER
from panah.casework.queries.family import account_of_household, family_of
from panah.documents.queries import papers_of
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.web.counter.case import AFTERWARDS, show
from panah.web.counter.frame import page
from panah.web.files.arriving import takes_files
from panah.web.files.handing import evidence_in, hand_in_answers
from panah.web.files.holding import files_of
from panah.web.forms.building import AskedForm, Ground, form_of
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.opening import chosen_people, days_in, offices_in
from panah.web.forms.told import sentence
from panah.web.identity import visitor_of

FOLLOWS = "follows"


@keeps_typing
@takes_files
def again(request: HttpRequest, case_id: int, start: str) -> HttpResponse:
    """Ask about a standing paper; everything else is known already."""
    visitor = visitor_of(request)
    first = case_page(case_id, actor=visitor.actor, now=visitor.now)
    today = local_date(visitor.now)
    standing = any(one.serves for one in papers_of(case_id, on=today))
    if start not in AFTERWARDS or not standing or first.household_id is None:
        raise Http404
    family = family_of(first.household_id, look=None, on=today)
    offered = offer(first.slug, start, province=family.province, on=today)
    if not COUNTER & set(offered.by):
        raise Http404
    members = [one for one in family.members if one.id in first.bearers]
    typed = request.POST if request.method == "POST" else typed_before(request)
    files = files_of(request, _held_as(case_id, start), evidence_in(offered.asking), typed=typed)
    ground = Ground(members=members, today=today, before={}, files=files)
    form = form_of(offered.asking, ground, data=typed, kept={"phone": str(first.request.get("phone") or "")})
    if request.method == "POST" and form.is_valid():
        return _send(request, first, offered, form)
    context = {
        "page": first,
        "offer": offered,
        "form": form,
        "key": key_of(request) if request.method == "POST" else new_key(),
        "writer": writer_of(request),
    }
    return page(request, "again", context, status=422 if form.is_bound else 200)


def _send(request: HttpRequest, first: CasePage, offered: Offer, form: AskedForm) -> HttpResponse:
    visitor, values = visitor_of(request), form.kept()
    people = chosen_people(offered.asking, values) or first.bearers
    opening = Opening(
        slug=first.slug,
        start=offered.start,
        office_id=first.office_id,
        subjects=[NewSubject(offered.role, one) for one in people],
        household_id=first.household_id,
        applicant_id=None if first.alone else account_of_household(first.household_id or 0),
        helper_id=visitor.account_id,
        alone=first.alone,
        dates=days_in(offered.asking, values),
        offices=offices_in(first.request),
        linked_to=first.id,
        link=FOLLOWS,
    )
    key = f"again:{key_of(request)}"
    try:
        with transaction.atomic():
            made = open_case(opening=opening, actor=visitor.actor, key=key, form=values, now=visitor.now)
            hand_in_answers(request, made.pk, _held_as(first.id, offered.start), offered.asking, values)
    except PanahError as wrong:
        return show(request, first.id, problem=sentence(wrong), status=409)
    return redirect("counter:case", made.pk)


def _held_as(case_id: int, start: str) -> str:
    """Name this form, for the files that wait for it."""
    return f"again/{case_id}/{start}"
