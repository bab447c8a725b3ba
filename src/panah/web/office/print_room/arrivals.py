"""Cards that are on their way to an office and lie there: taken in, and sent back when nobody fetched them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.documents.operations.print_room import arrived, return_card
from panah.documents.queries import print_room as reading
from panah.foundation.errors import NotFound, PanahError
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import look_of, number_of, page, scope_of
from panah.web.office.print_room.words import sentence, status_of


def arrivals(request: HttpRequest) -> HttpResponse:
    """Show what is on its way and what lies here."""
    return _shown(request)


def taken_in(request: HttpRequest) -> HttpResponse:
    """Take in the ticked cards; each tells its case by itself."""
    ticked = [found for text in request.POST.getlist("print") if (found := number_of(text)) is not None]
    if not ticked:
        return _shown(request, notice="کارتی نشان نشده است.", status=422)
    try:
        pieces = arrived(item_ids=ticked, actor=actor_of(request), now=now_of(request))
    except PanahError as wrong:
        return _refused(request, wrong)
    messages.success(request, f"{pieces} کارت رسید؛ اکنون می‌شود تحویل داد.")
    return redirect("office:print-arrivals")


def returned(request: HttpRequest, item: int) -> HttpResponse:
    """Send a card back that nobody fetched."""
    try:
        return_card(
            item_id=item, reason=request.POST.get("reason", ""), actor=actor_of(request), now=now_of(request)
        )
    except PanahError as wrong:
        return _refused(request, wrong)
    messages.success(request, "برگشت ثبت شد.")
    return redirect("office:print-arrivals")


def _refused(request: HttpRequest, wrong: PanahError) -> HttpResponse:
    if isinstance(wrong, NotFound):
        raise Http404 from wrong
    return _shown(request, notice=sentence(wrong), status=status_of(wrong))


def _shown(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope, look = scope_of(request), look_of(request)
    context = {
        "on_way": reading.sent_to(scope, look=look),
        "here": reading.lying_at(scope, look=look),
        "is_printer": bool(visitor_of(request).roles & reading.PRINTERS),
        "notice": notice,
    }
    return page(request, "print_room/arrivals", context, status=status)
