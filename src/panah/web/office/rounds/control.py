"""The rounds of whoever asks: those that can be announced, those that run, and the control page of each."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.casework.queries.reach import Scope
from panah.foundation.errors import NotFound, PanahError
from panah.foundation.jalali import parse
from panah.organisation.roles import ROLES
from panah.rounds.operations import acknowledge_round, announce_round, close_round, open_round
from panah.rounds.queries import ACKNOWLEDGERS, ANNOUNCERS, Course
from panah.rounds.queries.announced import announceable
from panah.rounds.queries.control import Control, Jam, Told, control, rounds_in
from panah.web.forms.keys import key_of, new_key
from panah.web.identity import actor_of, now_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.rounds.words import COURSES, sentence

ANNOUNCED: Final = "مرحله ابلاغ شد. هر دفتر که خواند و توجیه شد، این‌جا می‌نویسد."


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of the control page: its title, what each office has, the sum, and its share of those called."""

    title: str
    counts: tuple[int, ...]
    total: int
    share: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An office that has not answered yet, and what was typed for it."""

    told: Told
    briefed: str
    minutes: str


def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds one may see, and to the ministry those that a directive orders and nobody announced."""
    return _listed(request)


def announced(request: HttpRequest) -> HttpResponse:
    """Announce a round to a province."""
    try:
        one = announce_round(
            slug=request.POST.get("slug", ""),
            province=request.POST.get("province", ""),
            actor=actor_of(request),
            now=now_of(request),
        )
    except NotFound as missing:
        raise Http404 from missing
    messages.success(request, ANNOUNCED)
    return redirect("office:round", one.pk)


def round_page(request: HttpRequest, number: int) -> HttpResponse:
    """Show how far a round has come."""
    return _shown(request, number)


def acknowledged(request: HttpRequest, number: int) -> HttpResponse:
    """Write that an office has read the order and was briefed."""
    try:
        acknowledge_round(
            round_id=number,
            office_id=number_of(request.POST.get("office", "")) or 0,
            briefed_on=parse(typed) if (typed := request.POST.get("briefed", "").strip()) else None,
            minutes=request.POST.get("minutes", ""),
            actor=actor_of(request),
            now=now_of(request),
        )
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as wrong:
        return _shown(request, number, notice=sentence(wrong), status=422)
    messages.success(request, "نوشته شد.")
    return redirect("office:round", number)


def opened(request: HttpRequest, number: int) -> HttpResponse:
    """Open a round: a file for every household it covers."""
    try:
        households = open_round(
            round_id=number, actor=actor_of(request), key=key_of(request), now=now_of(request)
        )
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as wrong:
        return _shown(request, number, notice=sentence(wrong), status=409)
    messages.success(request, f"مرحله گشوده شد و برای {households} خانوار پرونده باز شد.")
    return redirect("office:round", number)


def closed(request: HttpRequest, number: int) -> HttpResponse:
    """Close a round; its open files go on."""
    try:
        close_round(round_id=number, actor=actor_of(request), now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    except PanahError as wrong:
        return _shown(request, number, notice=sentence(wrong), status=409)
    messages.success(request, "مرحله بسته شد. پرونده‌های باز تا پایان کار خود می‌روند.")
    return redirect("office:round", number)


def _listed(request: HttpRequest) -> HttpResponse:
    scope = scope_of(request)
    context = {
        "rounds": [(one, COURSES[Course(one.course)]) for one in rounds_in(scope)],
        "to_announce": announceable(scope, now=now_of(request)) if _may(scope, ANNOUNCERS) else [],
    }
    return page(request, "rounds/list", context)


def _shown(request: HttpRequest, number: int, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope = scope_of(request)
    try:
        found = control(round_id=number, scope=scope, now=now_of(request))
    except NotFound as missing:
        raise Http404 from missing
    context = {
        "control": found,
        "course": COURSES[Course(found.course)],
        "rows": _rows(found),
        "jams": [(jam, _holders(jam)) for jam in found.jams],
        "silent": [_answer(one, request) for one in found.told if one.acknowledged_at is None],
        "may_announce": _may(scope, ANNOUNCERS),
        "may_acknowledge": _may(scope, frozenset(ACKNOWLEDGERS)),
        "key": new_key(),
        "notice": notice,
    }
    return page(request, "rounds/control", context, status=status)


def _answer(told: Told, request: HttpRequest) -> Answer:
    is_same = request.POST.get("office") == str(told.office_id)
    typed = request.POST if is_same else {}
    return Answer(told, str(typed.get("briefed", "")), str(typed.get("minutes", "")))


def _rows(found: Control) -> list[Row]:
    called = max(1, found.total[0] if found.total else 0)
    return [
        Row(
            title,
            tuple(line.counts[place] for line in found.offices),
            total := (found.total[place] if found.total else 0),
            min(100, total * 100 // called),
        )
        for place, (_, title) in enumerate(found.figures)
    ]


def _holders(jam: Jam) -> str:
    return "، ".join(ROLES[role].title for role in jam.holders if role in ROLES)


def _may(scope: Scope, roles: frozenset[str]) -> bool:
    return any(held.role in roles for held in scope.holdings)
