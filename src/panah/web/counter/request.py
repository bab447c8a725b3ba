"""Writing a request down for whoever stands there: one page, what is known already filled in, then one look back."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import NewSubject, Opening, open_case
from panah.casework.operations.drafting import drop_draft, keep_draft
from panah.casework.queries.asking import Asking, Offer, offer
from panah.casework.queries.drafts import draft_of
from panah.casework.queries.family import Family, account_of_household, account_of_person, family_of
from panah.casework.queries.own_cases import opened_under
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.foundation.jalali import PartialDate
from panah.web.counter.frame import look_of, page
from panah.web.files.arriving import takes_files
from panah.web.files.handing import evidence_in, hand_in_answers
from panah.web.files.holding import files_of, waiting_files
from panah.web.forms.building import Ground, form_of, keep
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.numbers import number_in
from panah.web.forms.opening import chosen_people, days_in, offices_in
from panah.web.forms.pages import answers_of, first_unanswered, pages_of
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of

SLIP: Final = "intercity-travel"
REQUEST: Final = "request"
ALONE: Final = "alone"
USUAL_DAYS: Final = 7
"""How long a journey is taken to last until somebody says otherwise."""

type Values = dict[str, Canonical]


@dataclass(frozen=True, slots=True)
class Desk:
    """What lies before the clerk: the household, what is offered, and what was written down so far."""

    family: Family
    offer: Offer
    asking: Asking
    ground: Ground
    place: str
    key: str
    values: Values


@keeps_typing
@takes_files
def write_down(request: HttpRequest, household_id: int) -> HttpResponse:
    """Ask everything on one page; what is known stands last and is already filled in."""
    desk = _desk(request, household_id, whole=request.method == "GET")
    typed = request.POST if request.method == "POST" else typed_before(request)
    known = _known(desk, request)
    files = files_of(request, desk.place, evidence_in(desk.asking), typed=typed)
    form = form_of(desk.asking, replace(desk.ground, files=files), data=typed, kept={**known, **desk.values})
    form.fields[desk.asking.questions[0].name].widget.attrs["autofocus"] = True
    alone = "yes" if request.POST.get(ALONE) else ""
    chosen = _shown_people(form["travellers"].value()) if "travellers" in form.fields else []
    if request.method == "POST" and form.is_valid():
        if not alone or _may_be_alone(desk.family, chosen):
            _keep(request, desk, {**form.kept(), ALONE: alone})
            return redirect("counter:check", household_id)
        form.add_error(None, str(SENTENCES["alone-is-for-one-adult"]))
    context = {
        "desk": desk,
        "form": form,
        "members": desk.family.members,
        "chosen": chosen,
        "alone": alone or desk.values.get(ALONE),
        "offers_alone": any(
            not one.is_minor for one in desk.family.members if one.id in chosen or not chosen
        ),
        **_hidden(request, desk),
    }
    return page(request, "request", context, status=422 if form.is_bound and form.errors else 200)


@keeps_typing
def check(request: HttpRequest, household_id: int) -> HttpResponse:
    """Read it back to whoever stands there, and send it; sent twice it is one request."""
    desk = _desk(request, household_id)
    visitor = visitor_of(request)
    if request.method == "POST":
        before = opened_under(visitor.actor.sender, f"counter:{key_of(request)}")
        if before is not None:
            return redirect("counter:case", before)
    pages = pages_of(desk.asking)
    if first_unanswered(pages, desk.ground, desk.values) is not None:
        return redirect("counter:request", household_id)
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
        **_hidden(request, desk),
    }
    return page(request, "check", context, status=422 if problem else 200)


def _send(request: HttpRequest, desk: Desk) -> int:
    """Open the case in the household's name, or in one adult's own; the clerk is recorded as who helped."""
    visitor, family = visitor_of(request), desk.family
    people = chosen_people(desk.asking, desk.values)
    alone = bool(desk.values.get(ALONE))
    applicant = account_of_person(people[0]) if alone else account_of_household(family.id)
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


def _desk(request: HttpRequest, household_id: int, *, whole: bool = False) -> Desk:
    visitor = visitor_of(request)
    today = local_date(visitor.now)
    family = family_of(household_id, look=look_of(request) if whole else None, on=today)
    try:
        offered = offer(SLIP, REQUEST, province=family.province, on=today)
    except PanahError as missing:
        raise Http404 from missing
    place = f"{SLIP}/{REQUEST}/{household_id}"
    kept = draft_of(visitor.account_id or 0, place)
    values: Values = dict(kept.values) if kept else {}
    return Desk(
        family=family,
        offer=offered,
        asking=_in_counter_order(offered.asking),
        ground=Ground(
            members=family.members, today=today, before=values, files=waiting_files(request, place)
        ),
        place=place,
        key=kept.key if kept else key_of(request) if request.method == "POST" else new_key(),
        values=values,
    )


def _in_counter_order(asking: Asking) -> Asking:
    """Put what must be asked before what is known: the keyboard then walks the shortest way."""
    known = {"origin", "trip-starts", "trip-ends", "phone"}
    ordered = sorted(asking.questions, key=lambda one: (one.type == "members", one.name in known))
    return Asking(asking.title, asking.hint, tuple(ordered))


def _known(desk: Desk, request: HttpRequest) -> Mapping[str, Canonical]:
    today = desk.ground.today
    found = request.GET.get("for", "")
    member = desk.family.member(number_in(found))
    return {
        "travellers": [member.id] if member else [one.id for one in desk.family.members],
        "origin": desk.family.home,
        "trip-starts": _kept(today),
        "trip-ends": _kept(today + timedelta(days=USUAL_DAYS)),
        "phone": desk.family.phone,
    }


def _kept(day: date) -> Canonical:
    return keep(PartialDate(day, day, "day"))


def _may_be_alone(family: Family, chosen: list[int]) -> bool:
    """Whether a request of these people may be kept from the household's door: that of one adult (S29)."""
    return len(chosen) == 1 and any(one.id in chosen and not one.is_minor for one in family.members)


def _shown_people(value: object) -> list[int]:
    return [number_in(str(one)) for one in value] if isinstance(value, list) else []


def _keep(request: HttpRequest, desk: Desk, values: Values) -> None:
    visitor = visitor_of(request)
    keep_draft(
        account_id=visitor.account_id or 0, place=desk.place, key=desk.key, values=values, now=visitor.now
    )


def _hidden(request: HttpRequest, desk: Desk) -> dict[str, str]:
    return {"key": desk.key, "writer": writer_of(request)}
