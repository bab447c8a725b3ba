"""Money at the counter: the receipt of the card reader, or the wish not to pay; the bureau has the word (S18, S19)."""

from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.queries.applicant import case_page
from panah.casework.queries.asking import exemption_grounds
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.payments.operations import ask_exemption, claim_bill
from panah.payments.queries import BillLine
from panah.web.counter.case import due, dues, paying, show, till_form, wishing
from panah.web.files.arriving import takes_files
from panah.web.files.holding import files_of
from panah.web.forms.keys import key_of
from panah.web.forms.money import PROOF, SLIP, ExemptionForm
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of

FIELDS: Final = {"paid-in-future": "paid_on", "cash-refused": "channel", "terminal-unknown": "channel"}
"""Where a mistake is shown; any other beside the number."""


@takes_files
def pay(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write down the receipt of the card reader, with a photo where there is one; the bureau confirms it (S19)."""
    line, visitor = due(request, case_id), visitor_of(request)
    if line is None:
        return show(request, case_id, problem=str(SENTENCES["charge-not-due"]), status=409)
    form = till_form(request, case_id, typed=request.POST, files=files_of(request, paying(line), (SLIP,)))
    if not form.is_valid():
        return show(request, case_id, form=form, line=line, status=422)
    try:
        claim_bill(
            case_id=case_id,
            charges=_paid_at_once(request, case_id, line),
            channel=form.cleaned_data["channel"],
            reference=form.cleaned_data["reference"],
            paid_on=form.cleaned_data["paid_on"].first,
            terminal=form.terminal_used,
            payer=form.cleaned_data["payer"],
            actor=visitor.actor,
            key=f"claim:{key_of(request)}",
            now=visitor.now,
            held_as={line.charge_id: paying(line)},
        )
    except PanahError as wrong:
        form.add_error(FIELDS.get(wrong.code, "reference"), sentence(wrong))
        hidden = sentence(wrong) if line.waiting else ""
        return show(request, case_id, problem=hidden, form=form, line=line, status=409)
    return redirect("counter:case", case_id)


def _paid_at_once(request: HttpRequest, case_id: int, line: BillLine) -> dict[int, int]:
    """What one receipt is for: this charge, or all that is open when the clerk says so; in rial by charge."""
    lines = [line]
    if request.POST.get("whole"):
        lines += [one for one in dues(case_id) if one.is_open and one != line]
    return {one.charge_id: one.asked_now for one in lines}


@takes_files
def exempt(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask for somebody that they need not pay (S18); an officer of the bureau decides."""
    line, visitor = due(request, case_id), visitor_of(request)
    if line is None:
        return show(request, case_id, problem=str(SENTENCES["charge-not-due"]), status=409)
    found = case_page(case_id, actor=visitor.actor, now=visitor.now)
    grounds = exemption_grounds(found.directive_id, slug=found.slug, on=local_date(visitor.now))
    wish = ExemptionForm(grounds, request.POST, files=files_of(request, wishing(line), (PROOF,)))
    if not wish.is_valid():
        return show(request, case_id, wish=wish, line=line, status=422)
    try:
        ask_exemption(
            charge_id=line.charge_id,
            ground=wish.cleaned_data["ground"],
            text=wish.cleaned_data["text"],
            actor=visitor.actor,
            now=visitor.now,
            held_as=wishing(line),
        )
    except PanahError as wrong:
        return show(request, case_id, problem=sentence(wrong), wish=wish, line=line, status=409)
    return redirect("counter:case", case_id)
