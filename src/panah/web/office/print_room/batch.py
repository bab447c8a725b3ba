"""One batch: how far it is, its files for the printer, and the scanner that compares each printed code.

A keyboard scanner types into one field and ends with Enter: the serial of the blank, then the code of the card, or the
other way round; the first of the two is kept until the second is there.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.documents.operations.print_room import retry_batch, scan_back, sheet_pdf, sheet_printed
from panah.documents.queries import print_room as reading
from panah.foundation.errors import NotFound, PanahError
from panah.web.files.papers import sent_pdf
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.print_room.words import STATES, number, sentence, status_of

LONGEST_CODE = 5_000


def batch(request: HttpRequest, batch: int) -> HttpResponse:
    """Show a batch; cards a hundred at a time (`?after=`)."""
    return _shown(request, batch)


def retried(request: HttpRequest, batch: int) -> HttpResponse:
    """Let the worker go on with a batch that failed."""
    try:
        retry_batch(batch_id=batch, actor=actor_of(request), now=now_of(request))
    except PanahError as wrong:
        return _refused(request, batch, wrong)
    messages.success(request, "دوباره چیده می‌شود.")
    return redirect("office:print-batch", batch)


def sheet(request: HttpRequest, sheet: int) -> HttpResponse:
    """Send a file to whoever prints it."""
    try:
        body = sheet_pdf(sheet_id=sheet, actor=actor_of(request), now=now_of(request))
    except PanahError as wrong:
        raise Http404 from wrong
    return sent_pdf(body, f"cards-{sheet}")


def printed(request: HttpRequest, batch: int, sheet: int) -> HttpResponse:
    """Write down on which blanks a file was printed."""
    spoiled = [number(part) for part in request.POST.get("spoiled", "").replace("،", " ").split()]
    try:
        pieces = sheet_printed(
            sheet_id=sheet,
            first_serial=number(request.POST.get("first", "")),
            spoiled=spoiled,
            actor=actor_of(request),
            now=now_of(request),
        )
    except PanahError as wrong:
        return _refused(request, batch, wrong)
    messages.success(request, f"چاپ {pieces} کارت ثبت شد. اکنون یکی‌یکی بسنجید.")
    return redirect("office:print-batch", batch)


def scan(request: HttpRequest, batch: int) -> HttpResponse:
    """Take one reading of the scanner; with serial and code both there, compare."""
    typed = request.POST.get("code", "").strip()[:LONGEST_CODE]
    kept = {"serial": request.POST.get("kept-serial", ""), "code": request.POST.get("kept-code", "")}
    what = "serial" if number(typed) else "code"
    kept = {**kept, what: typed[:LONGEST_CODE]} if typed else kept
    if not (kept["serial"] and kept["code"]):
        return _shown(request, batch, kept=kept)
    try:
        found = scan_back(
            batch_id=batch,
            text=kept["code"],
            serial=number(kept["serial"]),
            actor=actor_of(request),
            now=now_of(request),
        )
    except PanahError as wrong:
        return _refused(request, batch, wrong)
    messages.success(request, f"کارت {found.number} درست است. {found.left} کارت مانده است.")
    return redirect("office:print-batch", batch)


def _refused(request: HttpRequest, batch: int, wrong: PanahError) -> HttpResponse:
    if isinstance(wrong, NotFound):
        raise Http404 from wrong
    return _shown(request, batch, notice=sentence(wrong), status=status_of(wrong))


def _shown(
    request: HttpRequest,
    number_: int,
    *,
    kept: dict[str, str] | None = None,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    line = reading.batch_line(number_, scope_of(request))
    if line is None:
        raise Http404
    cards = reading.prints_of(number_, after=number_of(request.GET.get("after", "")) or 0)
    context = {
        "batch": line,
        "sheets": reading.sheets_of(number_),
        "cards": [(card, STATES[card.state], card.state in reading.MAY_SPOIL) for card in cards],
        "next": cards[-1].place if len(cards) == reading.MOST_OF_BATCH_PAGE else None,
        "kept": kept or {},
        "notice": notice,
    }
    return page(request, "print_room/batch", context, status=status)
