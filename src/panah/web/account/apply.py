"""Asking for something: one question a page, the answers read back, then one number to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from panah.casework.operations.drafting import drop_draft, keep_draft
from panah.casework.queries.asking import Offer, offer
from panah.casework.queries.drafts import draft_of
from panah.casework.queries.family import Family
from panah.casework.queries.own_cases import opened_under
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound, PanahError
from panah.web.account.door import own_family
from panah.web.account.sending import send
from panah.web.files.arriving import takes_files
from panah.web.files.handing import evidence_in
from panah.web.files.holding import files_of, waiting_files
from panah.web.forms.building import AskedForm, Ground, form_of
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.pages import AskedPage, answers_of, first_unanswered, pages_of
from panah.web.forms.told import sentence
from panah.web.identity import PERSON, visitor_of

REQUEST: Final = "request"

type Values = dict[str, Canonical]


@dataclass(frozen=True, slots=True)
class Applying:
    """A request on its way to being sent: what is offered, the household, the pages, and what was answered."""

    offer: Offer
    family: Family
    pages: tuple[AskedPage, ...]
    ground: Ground
    place: str
    key: str
    values: Values

    def page(self, name: str) -> AskedPage:
        """Find a page; raises Http404."""
        found = next((one for one in self.pages if one.name == name), None)
        if found is None:
            raise Http404
        return found

    def after(self, page: AskedPage) -> AskedPage | None:
        """Give the page that follows."""
        at = self.pages.index(page) + 1
        return self.pages[at] if at < len(self.pages) else None

    def before(self, page: AskedPage) -> AskedPage | None:
        """Give the page before."""
        at = self.pages.index(page)
        return self.pages[at - 1] if at else None


def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Go on where the request was left, or begin."""
    applying = _applying(request, slug)
    if applying is None:
        return render(request, "panah/account/no_household.html")
    page = first_unanswered(applying.pages, applying.ground, applying.values)
    if page is None:
        return redirect("account:apply-check", slug)
    return redirect("account:apply-page", slug, page.name)


@keeps_typing
@takes_files
def page(request: HttpRequest, slug: str, page: str) -> HttpResponse:
    """Ask one thing; what was answered is kept at once."""
    applying = _applying(request, slug, whole=request.method == "GET")
    if applying is None:
        return render(request, "panah/account/no_household.html")
    asked = applying.page(page)
    typed = request.POST if request.method == "POST" else typed_before(request)
    files = files_of(request, applying.place, evidence_in(asked.asking), typed=typed)
    ground = replace(applying.ground, files=files)
    form = form_of(asked.asking, ground, data=typed, kept=_first_guess(applying))
    if request.method == "POST" and form.is_valid():
        return _keep_and_go_on(request, applying, asked, form)
    return _ask(request, applying, asked, form)


@keeps_typing
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the answers back, and send them; the same form sent twice is one request."""
    applying = _applying(request, slug)
    if applying is None:
        return render(request, "panah/account/no_household.html")
    if request.method == "POST":
        sent = opened_under(visitor_of(request).actor.sender, f"apply:{key_of(request)}")
        if sent is not None:
            return redirect("account:sent", sent)
    missing = first_unanswered(applying.pages, applying.ground, applying.values)
    if missing is not None:
        return redirect("account:apply-page", slug, missing.name)
    if request.method == "POST":
        return _send(request, applying)
    return _read_back(request, applying)


def _send(request: HttpRequest, applying: Applying) -> HttpResponse:
    try:
        case_id = send(
            request,
            offer=applying.offer,
            family=applying.family,
            values=applying.values,
            key=f"apply:{applying.key}",
            held_as=applying.place,
        )
    except PanahError as wrong:
        return _read_back(request, applying, problem=sentence(wrong), status=422)
    drop_draft(account_id=visitor_of(request).account_id or 0, place=applying.place)
    return redirect("account:sent", case_id)


def _read_back(
    request: HttpRequest, applying: Applying, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "applying": applying,
        "answers": answers_of(applying.pages, applying.values, applying.family.members),
        "problem": problem,
        "key": applying.key,
        "writer": writer_of(request),
    }
    return render(request, "panah/account/check.html", context, status=status)


def _ask(request: HttpRequest, applying: Applying, asked: AskedPage, form: AskedForm) -> HttpResponse:
    context = {
        "applying": applying,
        "page": asked,
        "form": form,
        "back": applying.before(asked),
        "number": applying.pages.index(asked) + 1,
        "count": len(applying.pages),
        "key": applying.key,
        "writer": writer_of(request),
        "level2": visitor_of(request).level >= PERSON,
        "changing": request.GET.get("then") == "check",
    }
    return render(
        request, "panah/account/question.html", context, status=422 if form.is_bound and form.errors else 200
    )


def _keep_and_go_on(
    request: HttpRequest, applying: Applying, asked: AskedPage, form: AskedForm
) -> HttpResponse:
    visitor = visitor_of(request)
    keep_draft(
        account_id=visitor.account_id or 0,
        place=applying.place,
        key=applying.key,
        values={**applying.values, **form.kept()},
        now=visitor.now,
    )
    following = applying.after(asked)
    if following is None or request.GET.get("then") == "check":
        return redirect("account:apply-check", applying.offer.slug)
    return redirect("account:apply-page", applying.offer.slug, following.name)


def _applying(request: HttpRequest, slug: str, *, whole: bool = False) -> Applying | None:
    """Put together where a request stands; None for whoever has no household, Http404 for a service not open."""
    visitor = visitor_of(request)
    family = own_family(request, whole=whole)
    if family is None:
        return None
    today = local_date(visitor.now)
    try:
        offered = offer(slug, REQUEST, province=family.province, on=today)
    except (NotFound, PanahError) as missing:
        raise Http404 from missing
    place = f"{slug}/{REQUEST}"
    kept = draft_of(visitor.account_id or 0, place)
    values: Values = dict(kept.values) if kept else {}
    return Applying(
        offer=offered,
        family=family,
        pages=pages_of(offered.asking),
        ground=Ground(
            members=family.members, today=today, before=values, files=waiting_files(request, place)
        ),
        place=place,
        key=kept.key if kept else _key(request),
        values=values,
    )


def _key(request: HttpRequest) -> str:
    return key_of(request) if request.method == "POST" else new_key()


def _first_guess(applying: Applying) -> Mapping[str, Any]:
    """What is already known is not asked: the county of the dossier, the household's phone."""
    known = {"origin": applying.family.home, "phone": applying.family.phone}
    return {**known, **applying.values}
