"""The book of blanks: deliveries, moves, what is spoiled, destroyed by two, and the count of every day."""

from collections.abc import Callable, Mapping
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.documents.operations import print_room as doing
from panah.documents.queries import print_room as reading
from panah.foundation.clock import local_date
from panah.foundation.errors import NotFound, PanahError
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import page, scope_of
from panah.web.office.print_room.words import number, sentence, status_of


def stock(request: HttpRequest) -> HttpResponse:
    """Show what the book says."""
    return _shown(request)


def done(request: HttpRequest) -> HttpResponse:
    """Do one thing to blanks (`what`); a refused one leaves what was typed."""
    act = ACTS.get(request.POST.get("what", ""))
    if act is None:
        raise Http404
    try:
        told = act(request)
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as wrong:
        return _shown(request, notice=sentence(wrong), status=status_of(wrong))
    messages.success(request, told)
    return redirect("office:print-stock")


def _range(request: HttpRequest) -> doing.Range:
    first, last = number(request.POST.get("first", "")), number(request.POST.get("last", ""))
    return doing.Range(request.POST.get("kind", ""), first, last)


def _office(request: HttpRequest) -> int:
    return number(request.POST.get("office", ""))


def _note(request: HttpRequest) -> str:
    return request.POST.get("note", "")


def _deliver(request: HttpRequest) -> str:
    delivery = doing.Delivery(office=_office(request), blanks=_range(request), note=_note(request))
    doing.receive_delivery(delivery=delivery, actor=actor_of(request), now=now_of(request))
    return f"{delivery.blanks.pieces} کارت خام به انبار آمد."


def _send(request: HttpRequest) -> str:
    doing.send_blanks(
        from_id=_office(request),
        to_id=number(request.POST.get("to", "")),
        blanks=_range(request),
        note=_note(request),
        actor=actor_of(request),
        now=now_of(request),
    )
    return "فرستاده شد؛ همکار دیگری در مقصد تحویل می‌گیرد."


def _receive(request: HttpRequest) -> str:
    move = number(request.POST.get("move", ""))
    doing.receive_blanks(move_id=move, actor=actor_of(request), now=now_of(request))
    return "تحویل گرفته شد."


def _spoil(request: HttpRequest) -> str:
    pieces = doing.spoil_blanks(
        office_id=_office(request),
        blanks=_range(request),
        reason=_note(request),
        actor=actor_of(request),
        now=now_of(request),
    )
    return f"{pieces} کارت خام خراب ثبت شد."


def _propose(request: HttpRequest) -> str:
    proposed = doing.propose_destruction(
        office_id=_office(request),
        blanks=_range(request),
        reason=_note(request),
        actor=actor_of(request),
        now=now_of(request),
    )
    return f"امحای {proposed.pieces} کارت پیشنهاد شد؛ همکار دیگری می‌بیند و تأیید می‌کند."


def _confirm(request: HttpRequest) -> str:
    destruction = number(request.POST.get("destruction", ""))
    pieces = doing.confirm_destruction(
        destruction_id=destruction, actor=actor_of(request), now=now_of(request)
    )
    return f"امحای {pieces} کارت ثبت شد."


def _count(request: HttpRequest) -> str:
    typed = request.POST.get("pieces", "").strip()
    counted = doing.Counted(
        office=_office(request),
        kind=request.POST.get("kind", ""),
        pieces=number(typed) if typed else -1,
        note=_note(request),
    )
    doing.count_stock(counted=counted, actor=actor_of(request), now=now_of(request))
    return "شمارش امروز ثبت شد."


ACTS: Final[Mapping[str, Callable[[HttpRequest], str]]] = {
    "deliver": _deliver,
    "send": _send,
    "receive": _receive,
    "spoil": _spoil,
    "propose": _propose,
    "confirm": _confirm,
    "count": _count,
}


def _shown(request: HttpRequest, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope = scope_of(request)
    context = {
        "lines": reading.stock(scope, on=local_date(now_of(request))),
        "moves": reading.moves_on_way(scope),
        "destructions": reading.destructions_proposed(scope),
        "offices": reading.print_offices(scope),
        "targets": reading.offices_that_print(),
        "kinds": reading.card_kinds(),
        "typed": request.POST,
        "notice": notice,
    }
    return page(request, "print_room/stock", context, status=status)
