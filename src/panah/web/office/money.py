"""Money that waits for a look: slips and receipts to be found on the account, wishes not to pay, sums to give back."""

from datetime import timedelta
from typing import Final
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.queries.exemptions import exemption_labels
from panah.foundation.digits import to_latin_digits
from panah.foundation.errors import InvalidInput, NotAllowed, NotFound, PanahError
from panah.foundation.jalali import parse
from panah.payments.operations import (
    Part,
    agree_instalments,
    confirm_payment,
    decide_exemption,
    refund_bill,
    reject_payment,
)
from panah.payments.queries import balance_of, exemptions_asked, money_to_return, payments_to_check
from panah.web.forms.keys import sent_key
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of

CHANNELS: Final = {
    "card-receipt": "رسید کارت‌خوان",
    "deposit-slip": "فیش واریز",
    "online": "برخط",
    "pos": "کارت‌خوان دفتر",
    "cash": "نقد، رسید",
}
SENTENCES: Final = {
    "reason-needed": "دلیل را بنویسید؛ متقاضی همین متن را می‌خواند.",
    "same-person": "این پرداخت را خودتان ثبت کرده‌اید؛ همکار دیگری آن را می‌بیند.",
    "own-matter": "این پرداخت به خود شما مربوط است؛ همکار دیگری آن را می‌بیند.",
    "payment-checked": "همکارتان پیش از شما این پرداخت را دید.",
    "exemption-decided": "همکارتان پیش از شما تصمیم گرفت.",
    "charge-not-due": "این مبلغ دیگر بدهی نیست.",
    "nothing-to-return": "چیزی برای برگرداندن نمانده است.",
    "parts-wrong": "شمار قسط‌ها را از ۲ تا ۲۴ و روز نخست را از امروز به بعد بنویسید.",
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."
MONTH: Final = timedelta(days=30)
UNSEEN: Final = {
    "payment-unknown",
    "charge-unknown",
    "exemption-unknown",
    "not-yours-to-check",
    "not-yours-to-waive",
}


def money(request: HttpRequest) -> HttpResponse:
    """List what waits, the oldest first, fifty at a time (`?after=`)."""
    return _listed(request)


def check(request: HttpRequest, payment: int) -> HttpResponse:
    """Say that a payment was found on the account, or that it was not and why."""
    actor, now = actor_of(request), now_of(request)
    try:
        if request.POST.get("found") == "yes":
            confirm_payment(payment_id=payment, actor=actor, now=now)
        else:
            reject_payment(payment_id=payment, reason=request.POST.get("reason", ""), actor=actor, now=now)
    except PanahError as refused:
        return _refused(request, refused)
    messages.success(request, "ثبت شد.")
    return redirect("office:money")


def waive(request: HttpRequest, exemption: int) -> HttpResponse:
    """Grant or refuse a wish not to pay; a refusal needs its reason."""
    try:
        decide_exemption(
            exemption_id=exemption,
            granted=request.POST.get("granted") == "yes",
            reason=request.POST.get("reason", ""),
            actor=actor_of(request),
            key=sent_key(request),
            now=now_of(request),
        )
    except PanahError as refused:
        return _refused(request, refused)
    messages.success(request, "ثبت شد.")
    return redirect("office:money")


def give_back(request: HttpRequest, returning: int) -> HttpResponse:
    """Write down that everything of a case that is not owed was given back."""
    reason, actor, now = request.POST.get("reason", ""), actor_of(request), now_of(request)
    try:
        refund_bill(case_id=returning, reason=reason, actor=actor, key=sent_key(request), now=now)
    except PanahError as refused:
        return _refused(request, refused)
    messages.success(request, "ثبت شد.")
    return redirect("office:money")


def agree(request: HttpRequest, charge: int) -> HttpResponse:
    """Agree to so many equal monthly parts of a charge, the first on a named day (S18)."""
    actor, now = actor_of(request), now_of(request)
    try:
        agree_instalments(
            charge_id=charge,
            parts=_parts(request, charge),
            reason=request.POST.get("reason", ""),
            actor=actor,
            key=sent_key(request),
            now=now,
        )
    except PanahError as refused:
        return _refused(request, refused)
    messages.success(request, "قسط‌بندی شد و پرونده پیش رفت.")
    return redirect("office:money")


def _parts(request: HttpRequest, charge: int) -> list[Part]:
    count = number_of(to_latin_digits(request.POST.get("count", ""))) or 0
    if not 1 < count <= 24:
        raise InvalidInput("parts-wrong", field="count")
    try:
        first = parse(request.POST.get("first", ""))
    except InvalidInput as unreadable:
        raise InvalidInput("parts-wrong", field="first") from unreadable
    owed = balance_of(charge).outstanding
    each = owed // count // 10_000 * 10_000
    rial = [each] * (count - 1) + [owed - each * (count - 1)]
    return [Part(first + place * MONTH, one) for place, one in enumerate(rial)]


def _refused(request: HttpRequest, refused: PanahError) -> HttpResponse:
    """Answer what is not the officer's as if it were not there; all else in words on the fresh list."""
    if refused.code in UNSEEN or isinstance(refused, NotFound):
        raise Http404
    status = 422 if isinstance(refused, InvalidInput) else 403 if isinstance(refused, NotAllowed) else 409
    return _listed(request, notice=SENTENCES.get(refused.code, OTHER), status=status)


def _listed(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope = scope_of(request)
    after = number_of(request.GET.get("after", "")) or 0
    payments = payments_to_check(scope, after=after)
    wishes = exemptions_asked(scope)
    labels = exemption_labels(one.case_id for one in wishes)
    returns = money_to_return(scope)
    cases = {one.case_id: one.case_number for one in returns}
    context = {
        "payments": [(one, CHANNELS.get(one.channel, one.channel)) for one in payments],
        "next": payments[-1].payment_id if len(payments) == 50 else None,
        "exemptions": [(one, labels[one.case_id].get(one.ground, one.ground), uuid4().hex) for one in wishes],
        "returns": returns,
        "to_give_back": [(case, number, uuid4().hex) for case, number in cases.items()],
        "notice": notice,
    }
    return page(request, "money", context, status=status)
