"""«نجوا و مرزبانی»: what officers bring there by hand, what another looks at, what could not be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.documents.operations import notice_pdf
from panah.documents.operations.outside import Typed, check_entry, retry_entry, type_by_hand, type_entries
from panah.documents.queries import (
    OutsideLine,
    lines_that_failed,
    lines_to_look_at,
    lines_to_type,
    lines_twice,
    may_print_notice,
)
from panah.foundation.clock import local_date
from panah.foundation.errors import InvalidInput, NotFound, PanahError
from panah.foundation.jalali import format_short, parse
from panah.web.files.papers import sent_pdf
from panah.web.identity import actor_of, now_of
from panah.web.office.answers import birth
from panah.web.office.frame import look_of, number_of, page, scope_of

SENTENCES: Final = {
    "receipt-missing": "شمارهٔ ثبت یا رسید را بنویسید.",
    "receipt-too-long": "این شماره درازتر از ۸۰ نویسه است.",
    "date-missing": "روز ثبت را بنویسید، مثل ۱۴۰۵/۰۹/۰۱.",
    "date-in-future": "این روز هنوز نرسیده است.",
    "correct-later": "آنچه باید اصلاح یا پس گرفته شود هنوز آن‌جا نیست؛ نخست همان را ثبت کنید.",
    "entry-moved-on": "همکارتان پیش از شما به این ردیف رسید.",
    "reason-needed": "بنویسید چه چیزی یکی نیست؛ همکارتان همین را می‌خواند.",
    "same-person": "این ردیف را خودتان ثبت کرده‌اید؛ همکار دیگری آن را می‌بیند.",
    "own-matter": "این ردیف به خود شما مربوط است؛ همکار دیگری آن را ثبت می‌کند.",
    "not-yours-to-record": "این کار با همکار دیگری است.",
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."
TROUBLES: Final = {
    "silent": "پاسخ نداد.",
    "garbled": "پاسخی داد که خوانده نشد.",
    "refused": "نپذیرفت",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One line to be typed, with what was typed in it and what is wrong with that."""

    line: OutsideLine
    born: str
    receipt: str
    on: str
    ticked: bool = False
    wrong: str = ""


def outside(request: HttpRequest) -> HttpResponse:
    """List what waits, the oldest first, fifty at a time (`?after=`)."""
    return _listed(request)


def typed(request: HttpRequest) -> HttpResponse:
    """Keep the ticked lines; one that is wrong stays as it was typed, with the reason beside it, and the rest count."""
    ticked = [number for text in request.POST.getlist("line") if (number := number_of(text)) is not None]
    lines = [
        Typed(one, request.POST.get(f"receipt-{one}", ""), _day(request.POST.get(f"on-{one}", "")))
        for one in ticked
    ]
    refused = type_entries(lines=lines, actor=actor_of(request), now=now_of(request))
    if kept := len(lines) - len(refused):
        messages.success(request, f"{kept} ردیف ثبت شد. همکار دیگری آن را می‌بیند.")
    if refused or not lines:
        notice = f"{len(refused)} ردیف ثبت نشد؛ سبب هر یک کنار آن است." if lines else "ردیفی نشان نشده است."
        return _listed(request, refused=refused, notice=notice, status=422)
    return redirect("office:outside")


def look(request: HttpRequest, entry: int) -> HttpResponse:
    """Say that a line stands in Najva as it should, or what does not match."""
    try:
        check_entry(
            entry_id=entry,
            matches=request.POST.get("matches") == "yes",
            reason=request.POST.get("reason", ""),
            actor=actor_of(request),
            now=now_of(request),
        )
    except PanahError as wrong:
        return _refused(request, wrong)
    messages.success(request, "ثبت شد.")
    return redirect("office:outside")


def notice(request: HttpRequest, entry: int) -> HttpResponse:
    """Send the letter that tells the border of an exit paper, to be printed and sent."""
    if not may_print_notice(entry, scope_of(request), look=look_of(request)):
        raise Http404
    return sent_pdf(notice_pdf(entry, now=now_of(request)), f"border-{entry}")


def mend(request: HttpRequest, entry: int) -> HttpResponse:
    """Send a line again, or have it typed by hand."""
    actor, now = actor_of(request), now_of(request)
    try:
        if request.POST.get("what") == "by-hand":
            is_to_be_typed = type_by_hand(entry_id=entry, actor=actor, now=now)
            said = (
                "به «باید ثبت یا گفته شود» رفت." if is_to_be_typed else "پیش‌تر رسیده بود؛ شماره‌اش گرفته شد."
            )
        else:
            retry_entry(entry_id=entry, actor=actor, now=now)
            said = "دوباره فرستاده می‌شود."
    except PanahError as wrong:
        return _refused(request, wrong)
    messages.success(request, said)
    return redirect("office:outside")


def _refused(request: HttpRequest, wrong: PanahError) -> HttpResponse:
    if isinstance(wrong, NotFound):
        raise Http404
    status = 422 if isinstance(wrong, InvalidInput) else 409
    return _listed(request, notice=SENTENCES.get(wrong.code, OTHER), status=status)


def _listed(
    request: HttpRequest,
    *,
    refused: Mapping[int, PanahError] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    scope, reading = scope_of(request), look_of(request)
    after = number_of(request.GET.get("after", "")) or 0
    to_type = lines_to_type(scope, look=reading, after=after)
    failed = lines_that_failed(scope, look=reading)
    context = {
        "rows": [_row(request, line, refused or {}) for line in to_type],
        "next": to_type[-1].entry_id if len(to_type) == 50 else None,
        "looks": [(one, birth(one.born, one.precision)) for one in lines_to_look_at(scope, look=reading)],
        "failed": [(line, _trouble(line)) for line in failed],
        "twice": lines_twice(scope, look=reading),
        "notice": notice,
    }
    return page(request, "outside", context, status=status)


def _row(request: HttpRequest, line: OutsideLine, refused: Mapping[int, PanahError]) -> Row:
    number = line.entry_id
    today = format_short(local_date(now_of(request)))
    wrong = refused.get(number)
    return Row(
        line=line,
        born=birth(line.born, line.precision),
        receipt=request.POST.get(f"receipt-{number}", ""),
        on=request.POST.get(f"on-{number}", today),
        ticked=str(number) in request.POST.getlist("line"),
        wrong=SENTENCES.get(wrong.code, OTHER) if wrong else "",
    )


def _trouble(line: OutsideLine) -> str:
    code, _, reason = line.trouble.partition(": ")
    found = TROUBLES.get(code.partition("-")[2])
    said = f"{line.where} {found}" if found else OTHER
    return f"{said}: {reason}" if reason else said


def _day(text: str) -> date | None:
    try:
        return parse(text)
    except InvalidInput:
        return None
