"""One receipt for the bill of a household, on its own screen; the bureau's word makes it count (S18, S19)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.foundation.errors import PanahError
from panah.payments.operations import claim_bill
from panah.web.counter.case import due, dues, paying, till_form
from panah.web.counter.paying import FIELDS
from panah.web.counter.round.screen import show
from panah.web.files.arriving import takes_files
from panah.web.files.holding import files_of
from panah.web.forms.keys import key_of
from panah.web.forms.money import SLIP
from panah.web.forms.told import SENTENCES, sentence
from panah.web.identity import visitor_of


@takes_files
def pay(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write down one receipt for everything of the bill that is open."""
    line, visitor = due(request, case_id), visitor_of(request)
    if line is None:
        return show(request, case_id, problem=str(SENTENCES["charge-not-due"]), status=409)
    held = paying(line)
    form = till_form(request, case_id, typed=request.POST, files=files_of(request, held, (SLIP,)))
    if not form.is_valid():
        return show(request, case_id, form=form, status=422)
    try:
        claim_bill(
            case_id=case_id,
            charges={one.charge_id: one.asked_now for one in dues(case_id) if one.is_open},
            channel=form.cleaned_data["channel"],
            reference=form.cleaned_data["reference"],
            paid_on=form.cleaned_data["paid_on"].first,
            terminal=form.terminal_used,
            payer=form.cleaned_data["payer"],
            actor=visitor.actor,
            key=f"claim:{key_of(request)}",
            now=visitor.now,
            held_as={line.charge_id: held},
        )
    except PanahError as wrong:
        form.add_error(FIELDS.get(wrong.code, "reference"), sentence(wrong))
        return show(request, case_id, form=form, status=409)
    messages.success(request, "رسید ثبت شد. گواهی در دست اقدام را بدهید؛ کار این خانوار در باجه تمام است.")
    return redirect("counter:round", case_id)
