"""A case at the counter: money, paper, hand-over; every decision is somebody else's (S19)."""

from collections.abc import Callable, Mapping

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.operations import act, say
from panah.casework.queries.applicant import case_page, chosen
from panah.casework.queries.asking import exemption_grounds
from panah.casework.queries.counter import WaitingItem, items_at_counter
from panah.casework.queries.reading import log_case_reading
from panah.documents.operations import hand_over, slip_pdf
from panah.documents.queries import CasePaper, paper_in_case, papers_of
from panah.foundation.canonical import Canonical
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.foundation.jalali import PartialDate
from panah.foundation.persian import clean
from panah.payments.operations import ask_exemption, claim_payment
from panah.payments.queries import BillLine, bill_of, payments_of
from panah.web.counter.frame import look_of, page, scope_of
from panah.web.forms.answers import request_lines
from panah.web.forms.keeping import keeps_typing
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.money import ExemptionForm, ReceiptForm
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of

STANDING = frozenset({"valid", "not-yet"})
AFTERWARDS = ("lost", "give-back")
"""What may be asked at a counter for somebody present; a longer journey needs the person or the bureau."""
NO_RECEIVER = "برگزینید که برگه را چه کسی گرفت؛ یکی از مسافران همین برگه."


def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show a case to the clerk."""
    return show(request, case_id)


def show(
    request: HttpRequest,
    case_id: int,
    *,
    problem: str = "",
    form: ReceiptForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw the case with the one thing that is to be done now; the look at it is logged (S20)."""
    visitor = visitor_of(request)
    log_case_reading(case_id, look_of(request))
    today = local_date(visitor.now)
    found = case_page(case_id, actor=visitor.actor, now=visitor.now)
    papers = papers_of(case_id, on=today)
    standing = next((one for one in papers if one.standing.value in STANDING), None)
    waiting = items_at_counter(case_id, scope_of(request))
    known = {"channel": "card-receipt", "paid_on": PartialDate(today, today, "day")}
    context = {
        "page": found,
        "problem": problem,
        "answers": request_lines(found, today),
        "holding": next(iter(found.holdings), None),
        "bill": bill_of(case_id),
        "line": _due(case_id),
        "payments": payments_of(case_id),
        "receipt": _eager(form or ReceiptForm(initial=known, label_suffix="")),
        "exemption": ExemptionForm(exemption_grounds(found.directive_id, slug=found.slug, on=today)),
        "papers": papers,
        "standing": standing,
        "hand": next((one for one in waiting if one.step == "hand-over"), None),
        "take_back": next((one for one in waiting if one.step == "take-back"), None),
        "afterwards": [one for one in found.starts if one[0] in AFTERWARDS] if standing else [],
        "key": new_key(),
        "writer": writer_of(request),
    }
    return page(request, "case", context, status=status)


@keeps_typing
def pay(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write down the receipt of the card reader; the bureau confirms it (S19)."""
    line, visitor = _due(case_id), visitor_of(request)
    form = ReceiptForm(request.POST, label_suffix="")
    if line is None or not form.is_valid():
        return show(request, case_id, form=form if line else None, status=422 if line else 409)

    def claim() -> bool:
        claim_payment(
            charge_id=line.charge_id,
            channel=form.cleaned_data["channel"],
            reference=form.cleaned_data["reference"],
            paid_on=form.cleaned_data["paid_on"].first,
            rial=line.balance.outstanding,
            actor=visitor.actor,
            key=f"claim:{key_of(request)}",
            now=visitor.now,
        )
        return True

    return _tried(request, case_id, claim)


@keeps_typing
def exempt(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask for somebody that they need not pay (S18); an officer of the bureau decides."""
    line, visitor = _due(case_id), visitor_of(request)
    if line is None:
        return show(request, case_id, problem=str(SENTENCES["charge-not-due"]), status=409)

    def ask() -> bool:
        ask_exemption(
            charge_id=line.charge_id,
            ground=request.POST.get("ground", ""),
            text=request.POST.get("text", ""),
            actor=visitor.actor,
            now=visitor.now,
        )
        return True

    return _tried(request, case_id, ask)


def leave_out(request: HttpRequest, case_id: int) -> HttpResponse:
    """Let the others go without one traveller, as whoever stands there asks (S26)."""
    visitor = visitor_of(request)
    subject = _number(request.POST.get("subject", ""))

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
    item = _waiting(request, case_id, "hand-over")
    if standing is None or item is None:
        return show(request, case_id, problem=str(SENTENCES["moved-on"]), status=409)
    receiver = _number(request.POST.get("receiver", ""))
    if receiver not in case_page(case_id, actor=visitor.actor, now=visitor.now).bearers:
        return show(request, case_id, problem=NO_RECEIVER, status=422)
    note = clean(request.POST.get("note", ""))[:200]

    def put() -> bool:
        with transaction.atomic():
            form: dict[str, Canonical] = {"receiver": [receiver], "note": note}
            moved = _act(request, item, "handed", form)
            if moved:
                hand_over(
                    document_id=standing.id,
                    how="counter",
                    by_account=visitor.account_id,
                    to_party=receiver,
                    now=visitor.now,
                )
        return moved

    return _tried(request, case_id, put)


def take_back(request: HttpRequest, case_id: int) -> HttpResponse:
    """Take a paper back that was not used."""
    item = _waiting(request, case_id, "take-back")
    if item is None:
        return show(request, case_id, problem=str(SENTENCES["moved-on"]), status=409)
    return _tried(request, case_id, lambda: _act(request, item, "then", {}))


def paper(request: HttpRequest, case_id: int, paper: int) -> HttpResponse:
    """Send a paper of the case to the printer; the look at it is logged (S20)."""
    found = paper_in_case(paper, case_ids=[case_id], on=local_date(visitor_of(request).now))
    if found is None:
        raise Http404
    log_case_reading(case_id, look_of(request))
    name = found.number.replace("/", "-")
    return HttpResponse(
        slip_pdf(found.id),
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "no-store"},
    )


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
        chosen=[chosen(item.item, _number(request.POST.get("ver", "")))],
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
    return next((one for one in papers if one.standing.value in STANDING), None)


def _eager(form: ReceiptForm) -> ReceiptForm:
    """Let the keyboard begin at the number of the receipt."""
    form.fields["reference"].widget.attrs["autofocus"] = True
    return form


def _due(case_id: int) -> BillLine | None:
    return next((line for line in bill_of(case_id).lines if line.balance.outstanding > 0), None)


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 18 else 0
