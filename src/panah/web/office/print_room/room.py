"""The print room's first page: what waits, the newest batches, and what can be sent."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.documents.operations.print_room import Asked, make_batch, send_box, spoil
from panah.documents.queries import print_room as reading
from panah.foundation.errors import NotFound, PanahError
from panah.web.forms.keys import key_of, new_key
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import page, scope_of
from panah.web.office.print_room.words import number, sentence, status_of


def room(request: HttpRequest) -> HttpResponse:
    """Show what waits, the newest batches, and what can be sent."""
    return _shown(request)


def made(request: HttpRequest) -> HttpResponse:
    """Make a batch of what waits at a site."""
    asked = Asked(
        site=number(request.POST.get("site", "")),
        kind=request.POST.get("kind", ""),
        most=number(request.POST.get("most", "")),
    )
    try:
        batch = make_batch(asked=asked, actor=actor_of(request), key=key_of(request), now=now_of(request))
    except PanahError as wrong:
        return _refused(request, wrong)
    messages.success(request, f"دستهٔ {batch.pk} با {batch.size} کارت ساخته شد و چیده می‌شود.")
    return redirect("office:print-batch", batch.pk)


def sent(request: HttpRequest) -> HttpResponse:
    """Send what was checked for an office in a box."""
    try:
        pieces = send_box(
            site_id=number(request.POST.get("site", "")),
            office_id=number(request.POST.get("office", "")),
            box=request.POST.get("box", ""),
            actor=actor_of(request),
            now=now_of(request),
        )
    except PanahError as wrong:
        return _refused(request, wrong)
    messages.success(request, f"{pieces} کارت فرستاده شد.")
    return redirect("office:print")


def spoiled(request: HttpRequest, item: int) -> HttpResponse:
    """Say that a print is spoiled; the same card waits anew."""
    try:
        again = spoil(
            item_id=item, reason=request.POST.get("reason", ""), actor=actor_of(request), now=now_of(request)
        )
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as wrong:
        messages.error(request, sentence(wrong))
    else:
        messages.success(
            request, "خراب ثبت شد؛ همین کارت دوباره در صف است." if again else "این کارت دیگر چاپ نمی‌شود."
        )
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Go back to where the print was seen: its batch, the arrivals, else the first page one may see."""
    batch = number(request.POST.get("batch", ""))
    if not visitor_of(request).roles & reading.PRINTERS or request.POST.get("from") == "arrivals":
        return redirect("office:print-arrivals")
    return redirect("office:print-batch", batch) if batch else redirect("office:print")


def _refused(request: HttpRequest, wrong: PanahError) -> HttpResponse:
    if isinstance(wrong, NotFound):
        raise Http404 from wrong
    return _shown(request, notice=sentence(wrong), status=status_of(wrong))


def _shown(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope = scope_of(request)
    context = {
        "waiting": reading.what_waits(scope),
        "batches": reading.batches(scope),
        "boxes": reading.to_send(scope),
        "key": new_key(),
        "notice": notice,
    }
    return page(request, "print_room/room", context, status=status)
