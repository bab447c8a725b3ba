"""The evening's money of an office: what was taken by each way, its card readers, its receipt books."""

from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotAllowed, NotFound, PanahError
from panah.foundation.jalali import format_short, parse
from panah.foundation.money import Rial, format_both, parse_rial
from panah.foundation.tabular import number_in
from panah.payments.operations import (
    close_terminal,
    confirm_terminal_day,
    register_book,
    register_terminal,
    void_receipt,
)
from panah.payments.queries import takings
from panah.payments.queries.till import till_offices
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.money import CHANNELS

SENTENCES: Final = {
    "reference-unreadable": "شمارهٔ دستگاه را همان‌طور که روی آن است بنویسید.",
    "terminal-elsewhere": "این دستگاه هم‌اکنون برای دفتری ثبت است؛ نخست آن را ببندید.",
    "book-numbers": "شمارهٔ نخست و آخر دفترچه را ببینید؛ یک دفترچه بیش از ۱۰۰۰ برگ ندارد.",
    "book-overlaps": "رسیدی از این دفترچه پیش از این در دفترچهٔ دیگری ثبت شده است.",
    "number-unreadable": "شماره را با رقم بنویسید.",
    "receipt-used": "این رسید پیش از این به کار رفته است.",
    "receipt-not-of-office": "این رسید از دفترچه‌های این دفتر نیست.",
    "reason-needed": "دلیل را بنویسید.",
    "amount-unreadable": "جمع صورت‌حساب را با رقم بنویسید.",
    "amount-unit-unknown": "جمع صورت‌حساب را به ریال یا تومان بنویسید.",
    "same-person": "یکی از این رسیدها را خودتان ثبت کرده‌اید؛ همکار دیگری این روز را می‌بندد.",
    "own-matter": "یکی از این رسیدها به خود شما مربوط است؛ همکار دیگری این روز را می‌بندد.",
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."


def till(request: HttpRequest) -> HttpResponse:
    """Show the day of one office (`?office=`, `?day=`): the first of the officer's, and today."""
    return _shown(request)


def done(request: HttpRequest) -> HttpResponse:
    """Register or close a card reader, register a book, void a receipt, or confirm a card reader's day."""
    try:
        _do(request, request.POST.get("what", ""))
    except PanahError as refused:
        if isinstance(refused, NotFound | NotAllowed) and refused.code not in SENTENCES:
            raise Http404 from refused
        told = SENTENCES.get(refused.code, OTHER)
        if refused.code == "totals-differ":
            ours = format_both(Rial(int(str(refused.params.get("ours", 0)))))
            told = f"جمع ما {ours} است و با صورت‌حساب یکی نیست؛ هیچ رسیدی تأیید نشد. رسیدها را یکی‌یکی ببینید."
        return _shown(request, notice=told, status=422 if isinstance(refused, InvalidInput) else 409)
    messages.success(request, "ثبت شد.")
    office, day = request.POST.get("office", ""), request.POST.get("day", "")
    return redirect(
        f"{reverse('office:till')}?office={number_of(office) or ''}&day={day if _day(day) else ''}"
    )


def _do(request: HttpRequest, what: str) -> None:
    actor, now, post = actor_of(request), now_of(request), request.POST
    office = number_of(post.get("office", "")) or 0
    terminal = number_of(post.get("terminal", "")) or 0
    if what == "terminal":
        register_terminal(
            office_id=office, number=post.get("number", ""), into=post.get("into", ""), actor=actor, now=now
        )
    elif what == "close-terminal":
        close_terminal(terminal_id=terminal, actor=actor, now=now)
    elif what == "book":
        register_book(
            office_id=office,
            series=post.get("series", ""),
            first=number_in(post.get("first", "")),
            last=number_in(post.get("last", "")),
            actor=actor,
            now=now,
        )
    elif what == "void":
        number, reason = number_in(post.get("number", "")), post.get("reason", "")
        void_receipt(office_id=office, number=number, reason=reason, actor=actor, now=now)
    elif what == "confirm-terminal":
        day = _day(post.get("day", "")) or local_date(now)
        rial = int(parse_rial(post.get("rial", "")))
        confirm_terminal_day(terminal_id=terminal, day=day, rial=rial, actor=actor, now=now)
    else:
        raise NotFound("act-unknown")


def _day(text: str) -> date | None:
    try:
        return parse(text)
    except InvalidInput:
        return None


def _shown(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    offices = till_offices(scope_of(request))
    named = number_of(asked.get("office", ""))
    office = next((one for one in offices if one[0] == named), offices[0] if offices else None)
    day = _day(asked.get("day", "")) or local_date(now_of(request))
    taken = takings(office[0], day) if office else None
    context = {
        "offices": offices,
        "office": office,
        "day": format_short(day),
        "on": day,
        "taken": taken,
        "channels": [(CHANNELS.get(one.channel, one.channel), one) for one in taken.channels]
        if taken
        else [],
        "typed": request.POST,
        "notice": notice,
    }
    return page(request, "till", context, status=status)
