"""Paying: at the bank's page, by a receipt to be looked for, or asking not to pay."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from panah.casework.queries.applicant import CasePage, case_page
from panah.casework.queries.asking import exemption_grounds
from panah.foundation.clock import local_date
from panah.foundation.errors import PanahError
from panah.payments.operations import ask_exemption, claim_payment, start_online, verify_online
from panah.payments.queries import BillLine, bill_of, payments_of
from panah.web.account.case import show
from panah.web.files.arriving import takes_files
from panah.web.files.holding import files_of, waiting_files
from panah.web.forms.keeping import keeps_typing, typed_before
from panah.web.forms.keys import key_of, new_key, writer_of
from panah.web.forms.money import CHARGE, PROOF, SLIP, ExemptionForm, ReceiptForm
from panah.web.forms.numbers import number_in
from panah.web.forms.told import sentence
from panah.web.identity import visitor_of


@keeps_typing
@takes_files
def pay(request: HttpRequest, case_id: int) -> HttpResponse:
    """Show what is due and the ways to pay it; a receipt that is sent in waits for the bureau's look."""
    page, line = _due(request, case_id)
    if line is None:
        return redirect("account:case", case_id)
    visitor = visitor_of(request)
    typed = request.POST if request.method == "POST" else typed_before(request)
    held_as = f"pay/{case_id}/{line.charge_id}"
    form = ReceiptForm(typed, files=files_of(request, held_as, (SLIP,), typed=typed))
    if request.method == "POST" and form.is_valid():
        try:
            claim_payment(
                charge_id=line.charge_id,
                channel=form.cleaned_data["channel"],
                reference=form.cleaned_data["reference"],
                paid_on=form.cleaned_data["paid_on"].first,
                rial=line.asked_now,
                actor=visitor.actor,
                key=f"claim:{key_of(request)}",
                now=visitor.now,
                held_as=held_as,
            )
        except PanahError as wrong:
            form.add_error("paid_on" if wrong.code == "paid-in-future" else "reference", sentence(wrong))
        else:
            return redirect("account:case", case_id)
    return _show_bill(request, page, line, form)


def pay_online(request: HttpRequest, case_id: int) -> HttpResponse:
    """Announce the payment to the bank and lead to its page by a link of our own."""
    page, line = _due(request, case_id)
    if line is None:
        return redirect("account:case", case_id)
    visitor = visitor_of(request)
    back = request.build_absolute_uri(reverse("account:paid", args=[case_id]))
    try:
        address = start_online(
            charge_id=line.charge_id, return_url=back, actor=visitor.actor, now=visitor.now
        )
    except PanahError as wrong:
        form = ReceiptForm(files=waiting_files(request, f"pay/{case_id}/{line.charge_id}"))
        return _show_bill(request, page, line, form, problem=sentence(wrong), status=503)
    context = {"page": page, "line": line, "whose": _whose(page, line), "address": address}
    return render(request, "panah/account/to_bank.html", context)


def paid(request: HttpRequest, case_id: int) -> HttpResponse:
    """Come back from the bank: whatever the address says, the bank itself is asked."""
    token = request.GET.get("attempt", "")
    try:
        state = verify_online(token=token, now=visitor_of(request).now).value
    except PanahError:
        state = "unknown"
    page, left = _due(request, case_id)
    charges = bill_of(case_id, subjects=page.own).charges
    payment = next((one for one in payments_of(case_id) if one.charge_id in charges), None)
    if payment is None and state == "verified":
        return redirect("account:case", case_id)
    context = {
        "page": page,
        "state": state,
        "payment": payment,
        "left": left if left and left.is_open else None,
        "whose": _whose(page, left) if left else "",
    }
    return render(request, "panah/account/paid.html", context)


@keeps_typing
@takes_files
def exempt(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask not to pay (S18), for oneself and one's children at once; an officer decides, nothing is lost meanwhile."""
    page, line = _due(request, case_id)
    if line is None:
        return redirect("account:case", case_id)
    visitor = visitor_of(request)
    grounds = exemption_grounds(page.directive_id, slug=page.slug, on=local_date(visitor.now))
    typed = request.POST if request.method == "POST" else typed_before(request)
    lines, held_as = _wished_with(page, line), f"exempt/{case_id}/{line.charge_id}"
    form = ExemptionForm(grounds, typed, files=files_of(request, held_as, (PROOF,), typed=typed))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                for one in lines:
                    ask_exemption(
                        charge_id=one.charge_id,
                        ground=form.cleaned_data["ground"],
                        text=form.cleaned_data["text"],
                        actor=visitor.actor,
                        now=visitor.now,
                        held_as=held_as,
                    )
        except PanahError as wrong:
            return show(request, case_id, problem=sentence(wrong), status=409)
        return redirect("account:case", case_id)
    context = {
        "page": page,
        "line": line,
        "names": [name for one in lines if (name := _whose(page, one))],
        "rial": sum(one.balance.outstanding for one in lines),
        "form": form,
        "grounds": grounds,
        **_hidden(request),
    }
    return render(request, "panah/account/exempt.html", context, status=422 if form.is_bound else 200)


def _show_bill(
    request: HttpRequest,
    page: CasePage,
    line: BillLine,
    form: ReceiptForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    whose = _whose(page, line)
    context = {
        "page": page,
        "line": line,
        "bill": bill_of(page.id, subjects=page.own),
        "whose": whose,
        "form": form,
        "problem": problem,
        **_hidden(request),
    }
    return render(request, "panah/account/pay.html", context, status=422 if form.is_bound else status)


def _hidden(request: HttpRequest) -> dict[str, str]:
    key = key_of(request) if request.method == "POST" else new_key()
    return {"key": key, "writer": writer_of(request)}


def _due(request: HttpRequest, case_id: int) -> tuple[CasePage, BillLine | None]:
    """Give the charge the page is about: the one its form or address names, else the first nobody has paid yet.

    Another adult's charge is not there, whatever is named.
    """
    visitor = visitor_of(request)
    page = case_page(case_id, actor=visitor.actor, now=visitor.now)
    due = [line for line in bill_of(case_id, subjects=page.own).lines if line.balance.outstanding > 0]
    named = number_in(request.POST.get(CHARGE, "") or request.GET.get(CHARGE, ""))
    if named:
        return page, next((line for line in due if line.charge_id == named), None)
    return page, next(iter(sorted(due, key=lambda line: not line.is_open)), None)


def _wished_with(page: CasePage, line: BillLine) -> list[BillLine]:
    """Give what one wish not to pay is about: this charge, and whatever else this door is to pay of the same kind."""
    others = (one for one in bill_of(page.id, subjects=page.own).lines if one.charge_id != line.charge_id)
    return [line, *(one for one in others if one.is_open and one.fee == line.fee)]


def _whose(page: CasePage, line: BillLine) -> str:
    """Name whom a charge is for; nobody where it is for all."""
    return next((one.name for one in page.people if one.id == line.subject_id), "")
