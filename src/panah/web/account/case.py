"""The page of one's own case: who holds it, since when, how long usually, what is asked, and one's rights."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.applicant import CasePage, case_page
from panah.documents.operations import slip_pdf
from panah.documents.queries import CasePaper, paper_in_case, papers_of
from panah.foundation.clock import local_date
from panah.payments.queries import bill_of, payments_of
from panah.web.account.objecting import decisions_of
from panah.web.forms.answers import request_lines
from panah.web.forms.keys import new_key, writer_of
from panah.web.identity import PERSON, visitor_of

STATES: Final = {
    "asked": ("waiting", _("منتظر شما")),
    "in-hand": ("in-hand", _("در بررسی")),
    "ready": ("confirmed", _("پذیرفته شد")),
    "granted": ("confirmed", _("برگه گرفت")),
    "adverse": ("void", _("موافقت نشد")),
    "withdrawn": ("stopped", _("انصراف")),
    "closed": ("stopped", _("پایان یافت")),
}
AFTERWARDS: Final = ("extend", "lost", "give-back")
"""The starts that follow a paper in somebody's hand."""


def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case to its own people."""
    return show(request, case_id)


def sent(request: HttpRequest, case_id: int) -> HttpResponse:
    """Give the number to keep."""
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    holding = next(iter(page.holdings), None)
    return render(request, "panah/account/sent.html", {"page": page, "holding": holding})


def paper(request: HttpRequest, case_id: int, paper: int) -> HttpResponse:
    """Send a paper of the case as PDF."""
    found = paper_in_case(paper, case_ids=[case_id], on=local_date(visitor_of(request).now))
    if found is None:
        raise Http404
    name = found.number.replace("/", "-")
    return HttpResponse(
        slip_pdf(found.id),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"},
    )


def show(request: HttpRequest, case_id: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Draw the page of a case, with what went wrong on top when something did."""
    visitor = visitor_of(request)
    today = local_date(visitor.now)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    papers = papers_of(case_id, on=today)
    standing = next((one for one in papers if one.standing.value in {"valid", "not-yet"}), None)
    context = {
        "page": page,
        "problem": problem,
        "holding": next(iter(page.holdings), None),
        "stages": [{"title": gettext(one.title), "state": one.state} for one in page.stages],
        "people": [(one, *STATES[one.state]) for one in page.people],
        "answers": request_lines(page, today),
        "bill": bill_of(case_id),
        "payments": payments_of(case_id),
        "papers": papers,
        "standing": standing,
        "may_collect": standing is not None and any("collected" in turn.words for turn in page.turns),
        "turns": [turn for turn in page.turns if "ready" in turn.words],
        "decisions": decisions_of(request, page),
        "afterwards": _afterwards(request, page, standing),
        "key": new_key(),
        "writer": writer_of(request),
        "level": visitor.level,
    }
    return render(request, "panah/account/case.html", context, status=status)


def _afterwards(
    request: HttpRequest, page: CasePage, standing: CasePaper | None
) -> list[tuple[str, str, bool]]:
    """What can be asked of a paper in hand, and whether this door may: some need the person."""
    if standing is None:
        return []
    is_person = visitor_of(request).level >= PERSON
    return [
        (name, title, "applicant" in by or (is_person and "person" in by))
        for name, title, by in page.starts
        if name in AFTERWARDS
    ]
