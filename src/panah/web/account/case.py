"""The page of one's own case: who holds it, since when, how long usually, what is asked, and one's rights."""

from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from panah.casework.queries.applicant import CasePage, case_page
from panah.casework.queries.reading import log_own_look
from panah.casework.queries.staying import own_words
from panah.documents.operations import paper_file, receipt_pdf
from panah.documents.queries import CasePaper, certificates_to_ask, kept_papers, paper_in_case, papers_of
from panah.foundation.clock import local_date
from panah.payments.queries import Bill, BillLine, PaymentLine, bill_of, payments_of
from panah.rounds.queries.calling import visit_of
from panah.web.account.evidence import own_evidence
from panah.web.account.objecting import decisions_of
from panah.web.account.own_words import own_steps
from panah.web.dates import long_date
from panah.web.files.papers import sent_file, sent_pdf
from panah.web.forms.answers import request_lines
from panah.web.forms.keys import new_key, writer_of
from panah.web.identity import PERSON, visitor_of
from panah.web.tongues import tongue_of

STATES: Final = {
    "asked": ("waiting", _("منتظر شما")),
    "in-hand": ("in-hand", _("در بررسی")),
    "ready": ("confirmed", _("پذیرفته شد")),
    "granted": ("confirmed", _("برگه گرفت")),
    "adverse": ("void", _("موافقت نشد")),
    "withdrawn": ("stopped", _("انصراف")),
    "closed": ("stopped", _("پایان یافت")),
    "apart": ("stopped", _("کار خودش، جدا")),
    "untold": ("stopped", _("نتیجه به خودش گفته می‌شود")),
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
    """Send a paper of the case as PDF: one's own, or one that all share."""
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    found = paper_in_case(paper, case_ids=[case_id], on=local_date(visitor.now), bearers=whose_papers(page))
    if found is None:
        raise Http404
    log_own_look(case_id, actor=visitor.actor, now=visitor.now, about=f"{found.name} {found.number}")
    return sent_file(request, paper_file(found.id), found.number)


def receipt(request: HttpRequest, case_id: int, kept: int) -> HttpResponse:
    """Send the receipt for one's own paper that an office keeps; the one for its return once it was given back."""
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    found = next((one for one in kept_papers(case_id, bearers=whose_papers(page)) if one.id == kept), None)
    if found is None:
        raise Http404
    log_own_look(case_id, actor=visitor.actor, now=visitor.now, about=f"receipt {found.receipt}")
    return sent_pdf(receipt_pdf(found.id, is_return=found.is_back), found.return_receipt or found.receipt)


def show(request: HttpRequest, case_id: int, *, problem: str = "", status: int = 200) -> HttpResponse:
    """Draw the page of a case, with what went wrong on top when something did."""
    visitor = visitor_of(request)
    today = local_date(visitor.now)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    names, whose = {one.party: one.name for one in page.people}, whose_papers(page)
    papers = papers_of(case_id, on=today, bearers=whose)
    bill, attached = bill_of(case_id, subjects=page.own), own_evidence(page, visitor.account_id)
    standing = next((one for one in papers if one.serves), None)
    context = {
        "page": page,
        "problem": problem,
        "holding": next(iter(page.holdings), None),
        "stages": _stages(page),
        "people": [(one, *STATES[one.state]) for one in page.people],
        "answers": request_lines(page, today),
        "bill": bill,
        "payments": _paid(page, bill),
        "papers": [(one, names.get(one.bearer_id or 0, "")) for one in papers],
        "kept": [(one, names.get(one.person_id, "")) for one in kept_papers(page.id, bearers=whose)],
        "certificates": certificates_to_ask(page.id, on=today, bearers=whose),
        "attached": attached,
        "enclosures": len(papers) + len(attached),
        "standing": standing,
        "may_collect": standing is not None and any("collected" in turn.words for turn in page.turns),
        "turns": [turn for turn in page.turns if "ready" in turn.words],
        "own_steps": own_steps(request, page),
        "staying": own_words(case_id, actor=visitor.actor),
        "decisions": decisions_of(request, page),
        "afterwards": _afterwards(request, page, standing),
        "visit": visit_of(case_id, now=visitor.now),
        "key": new_key(),
        "writer": writer_of(request),
        "level": visitor.level,
    }
    return render(request, "panah/account/case.html", context, status=status)


def _paid(page: CasePage, bill: Bill) -> list[tuple[PaymentLine, BillLine, str]]:
    """What was paid of a bill, each with what it was for and the name of whom; nobody's where it was for all."""
    lines = {line.charge_id: line for line in bill.lines}
    names = {one.id: one.name for one in page.people}
    paid = [(one, lines[one.charge_id]) for one in payments_of(page.id) if one.charge_id in lines]
    return [(one, line, names.get(line.subject_id or 0, "")) for one, line in paid]


def whose_papers(page: CasePage) -> list[int] | None:
    """Whose papers the page shows: where each decides for herself, one's own and those of one's children."""
    return None if page.own is None else [one.party for one in page.people if one.id in page.own]


def _stages(page: CasePage) -> list[dict[str, str]]:
    """Write the way of the case in the reader's language; the stage it lies at says since when."""
    holding = next(iter(page.holdings), None)
    since = long_date(holding.since, tongue_of(get_language())) if holding else ""
    here = gettext("این‌جاست، از %(day)s") % {"day": since} if holding else ""
    return [
        {"title": gettext(one.title), "state": one.state, "note": here if one.state == "here" else ""}
        for one in page.stages
    ]


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
