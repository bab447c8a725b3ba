"""A case at the counter: paper and hand-over; every decision is somebody else's (S19)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from panah.casework.operations import act, say
from panah.casework.queries.applicant import CasePage, case_page, chosen
from panah.casework.queries.asking import exemption_grounds
from panah.casework.queries.counter import WaitingItem, items_at_counter
from panah.casework.queries.reading import log_case_reading
from panah.catalogue.queries import definition_of
from panah.documents.operations import ask_for_certificate, paper_file
from panah.documents.queries import CasePaper, certificates_to_ask, paper_in_case, papers_of
from panah.evidence.queries import attached_to
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.foundation.jalali import PartialDate
from panah.foundation.persian import clean
from panah.payments.queries import BillLine, bill_of, payments_of
from panah.payments.queries.till import takes_cash, terminals_of
from panah.web.counter.frame import look_of, page, scope_of
from panah.web.counter.objecting import refusals
from panah.web.files.holding import Handed, waiting_files
from panah.web.files.papers import sent_file
from panah.web.forms.answers import request_lines
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.money import CHARGE, ExemptionForm, TillForm
from panah.web.forms.numbers import number_in
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of

AFTERWARDS = ("lost", "give-back")
"""What may be asked at a counter for somebody present; a longer journey needs the person or the bureau."""
HAND_OVER, TAKE_BACK = "hand-over", "take-back"
"""Steps that are done on the counter's own page."""
NO_RECEIVER = "برگزینید که برگه را چه کسی گرفت؛ یکی از مسافران همین برگه."


def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case to the clerk."""
    return show(request, case_id)


def show(
    request: HttpRequest,
    case_id: int,
    *,
    problem: str = "",
    form: TillForm | None = None,
    wish: ExemptionForm | None = None,
    line: BillLine | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the case with the one thing that is to be done now; the look at it is logged (S20).

    `form` and `wish` are what was typed about money and did not go, `line` the charge it was about.
    """
    visitor = visitor_of(request)
    log_case_reading(case_id, look_of(request))
    today = local_date(visitor.now)
    found = case_page(case_id, actor=visitor.actor, now=visitor.now)
    papers, attached = papers_of(case_id, on=today), attached_to(case_id)
    standing = next((one for one in papers if one.serves), None)
    waiting = items_at_counter(case_id, scope_of(request))
    charged = line or due(request, case_id)
    context = {
        "page": found,
        "problem": problem,
        "answers": request_lines(found, today),
        "holding": next(iter(found.holdings), None),
        "bill": bill_of(case_id),
        "line": charged,
        "whose": _whose(found, charged),
        "other_dues": [(one, _whose(found, one)) for one in dues(case_id) if one != charged],
        "payments": payments_of(case_id),
        "receipt": _eager(form or till_form(request, case_id, files=waiting_files(request, paying(charged)))),
        "exemption": wish or _wish(request, found, charged, today),
        "attached": attached,
        "enclosures": len(papers) + len(attached),
        "papers": papers,
        "certificates": certificates_to_ask(case_id, on=today),
        "standing": standing,
        "hand": next((one for one in waiting if one.step == HAND_OVER), None),
        "take_back": next((one for one in waiting if one.step == TAKE_BACK), None),
        "work": _work(found, waiting),
        "refusals": refusals(request, found).items(),
        "afterwards": [one for one in found.starts if one[0] in AFTERWARDS] if standing else [],
        "key": new_key(),
        "writer": writer_of(request),
    }
    return page(request, "case", context, status=status)


def leave_out(request: HttpRequest, case_id: int) -> HttpResponse:
    """Let the others go without one traveller, as whoever stands there asks (S26)."""
    visitor = visitor_of(request)
    subject = number_in(request.POST.get("subject", ""))

    def leave() -> bool:
        said = say(
            case_id=case_id,
            message="left-out",
            subjects=[subject],
            actor=visitor.actor,
            key=f"say:{key_of(request)}",
            now=visitor.now,
        )
        return bool(said.moved)

    return _tried(request, case_id, leave)


def hand(request: HttpRequest, case_id: int) -> HttpResponse:
    """Put the printed paper into a hand: who took it is written down in the same act."""
    visitor = visitor_of(request)
    standing = _standing(request, case_id)
    item = _waiting(request, case_id, HAND_OVER)
    if standing is None or item is None:
        return show(request, case_id, problem=str(SENTENCES["moved-on"]), status=409)
    receiver = number_in(request.POST.get("receiver", ""))
    if receiver not in case_page(case_id, actor=visitor.actor, now=visitor.now).bearers:
        return show(request, case_id, problem=NO_RECEIVER, status=422)
    note = clean(request.POST.get("note", ""))[:200]

    form: dict[str, Canonical] = {"receiver": [receiver], "note": note}
    return _tried(request, case_id, lambda: _act(request, item, "handed", form))


def certificate(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask for somebody who stands there for the proof that their request is open."""
    visitor = visitor_of(request)
    person = number_in(request.POST.get("person", ""))

    def ask() -> bool:
        ask_for_certificate(case_id=case_id, party_id=person, actor=visitor.actor, now=visitor.now)
        return True

    return _tried(request, case_id, ask)


def take_back(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take a paper back that was not used."""
    item = _waiting(request, case_id, TAKE_BACK)
    if item is None:
        return show(request, case_id, problem=str(SENTENCES["moved-on"]), status=409)
    return _tried(request, case_id, lambda: _act(request, item, "then", {}))


def paper(request: HttpRequest, case_id: int, paper: int) -> HttpResponse:
    """Send a paper of the case to the printer; the look at it is logged (S20)."""
    found = paper_in_case(paper, case_ids=[case_id], on=local_date(visitor_of(request).now))
    if found is None:
        raise Http404
    log_case_reading(case_id, look_of(request))
    return sent_file(request, paper_file(found.id), found.number)


def _tried(request: HttpRequest, case_id: int, move: Callable[[], bool]) -> HttpResponse:
    try:
        moved = move()
    except PanahError as wrong:
        return show(request, case_id, problem=sentence(wrong), status=409)
    if not moved:
        return show(request, case_id, problem=str(SENTENCES["moved-on"]), status=409)
    return redirect("counter:case", case_id)


def _act(request: HttpRequest, item: WaitingItem, word: str, form: Mapping[str, Canonical]) -> bool:
    visitor = visitor_of(request)
    result = act(
        chosen=[chosen(item.item, number_in(request.POST.get("ver", "")))],
        step=item.step,
        word=word,
        actor=visitor.actor,
        key=f"{word}:{key_of(request)}",
        now=visitor.now,
        form=form,
    )
    return bool(result.moved)


def _waiting(request: HttpRequest, case_id: int, step: str) -> WaitingItem | None:
    items = items_at_counter(case_id, scope_of(request))
    return next((one for one in items if one.step == step), None)


def _standing(request: HttpRequest, case_id: int) -> CasePaper | None:
    papers = papers_of(case_id, on=local_date(visitor_of(request).now))
    return next((one for one in papers if one.serves), None)


def paying(line: BillLine | None) -> str:
    """Name the form of a receipt for a charge, for the photo that waits with it."""
    return f"pay/charge/{line.charge_id if line else 0}"


def wishing(line: BillLine | None) -> str:
    """Name the form of a wish not to pay a charge, for the paper that waits with it."""
    return f"exempt/charge/{line.charge_id if line else 0}"


def _wish(request: HttpRequest, found: CasePage, line: BillLine | None, today: date) -> ExemptionForm:
    grounds = exemption_grounds(found.directive_id, slug=found.slug, on=today)
    return ExemptionForm(grounds, files=waiting_files(request, wishing(line)))


def _work(found: CasePage, waiting: Sequence[WaitingItem]) -> list[tuple[WaitingItem, str, str]]:
    """What else waits for this counter, with its title and whom it is about: done on the page of the case."""
    names = {one.id: one.name for one in found.people}
    steps = definition_of(found.version_id).steps
    return [
        (one, steps[one.step].title, names.get(one.subject_id or 0, ""))
        for one in waiting
        if one.step not in {HAND_OVER, TAKE_BACK} and one.step in steps
    ]


def till_form(
    request: HttpRequest, case_id: int, *, files: Handed, typed: QueryDict | None = None
) -> TillForm:
    """Make the form of a receipt with the ways this office takes money by; today and the first way are in it."""
    today, terminals = local_date(visitor_of(request).now), terminals_of(case_id)
    known = {
        "channel": "pos" if terminals else "card-receipt",
        "terminal": next(iter(terminals), ""),
        "paid_on": PartialDate(today, today, "day"),
    }
    cash = takes_cash(case_id, on=today)
    return TillForm(typed, terminals=terminals, takes_cash=cash, files=files, initial=known)


def _eager(form: TillForm) -> TillForm:
    """Let the keyboard begin at the number of the receipt."""
    form.fields["reference"].widget.attrs["autofocus"] = True
    return form


def dues(case_id: int) -> list[BillLine]:
    """List what is still to be paid, first what nobody said to have paid; where each pays, each has her own."""
    lines = [line for line in bill_of(case_id).lines if line.balance.outstanding > 0]
    return sorted(lines, key=lambda line: not line.is_open)


def due(request: HttpRequest, case_id: int) -> BillLine | None:
    """Give the charge the form or the address names, else the first that is still to be paid."""
    lines = dues(case_id)
    named = number_in(request.POST.get(CHARGE, "") or request.GET.get(CHARGE, ""))
    if named:
        return next((line for line in lines if line.charge_id == named), None)
    return next(iter(lines), None)


def _whose(found: CasePage, line: BillLine | None) -> str:
    """Name whom a charge is for; nobody where it is for all."""
    return next((one.name for one in found.people if line and one.id == line.subject_id), "")
