"""The call-up of a round: how full its offices are, opening times, the draw's promise and the draw, who has no time."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.appointments.operations import ARRANGERS, fresh_seed
from panah.appointments.queries import Fullness, PublishedDraw, published_draw
from panah.foundation.clock import local_date
from panah.foundation.digits import to_latin_digits
from panah.foundation.errors import InvalidInput, NotFound, PanahError
from panah.foundation.jalali import parse
from panah.rounds.operations import call_up, open_times, place_rest, promise_draw
from panah.rounds.queries.calling import call_up_of, order_in, purpose_in, round_named, without_time
from panah.web.identity import actor_of, now_of, visitor_of
from panah.web.office.frame import number_of, page, scope_of
from panah.web.office.rounds.words import sentence

DAYS_SHOWN: Final = timedelta(days=30)
HAD: Final = {"cancelled": "خودش پس داد", "missed": "نرسید", "came": "آمده است"}


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the call-up: what each office has, in the order of the offices; None where nothing is open."""

    day: date
    cells: tuple[Fullness | None, ...]


def calling(request: HttpRequest, number: int) -> HttpResponse:
    """Show how the call-up of a round stands; days thirty at a time (`?from=`)."""
    return _shown(request, number)


def times(request: HttpRequest, number: int) -> HttpResponse:
    """Open times at every office of the round."""

    def done() -> str:
        made = open_times(
            round_id=number,
            first=parse(request.POST.get("first", "")),
            last=parse(request.POST.get("last", "")),
            actor=actor_of(request),
            now=now_of(request),
        )
        return (
            f"{made} وقت تازه باز شد." if made else "در این روزها وقت تازه‌ای باز نشد؛ همه پیش از این باز بود."
        )

    return _tried(request, number, done)


def promised(request: HttpRequest, number: int) -> HttpResponse:
    """Publish the promise of the draw."""

    def done() -> str:
        promise_draw(
            round_id=number,
            commitment=request.POST.get("commitment", ""),
            actor=actor_of(request),
            now=now_of(request),
        )
        return "اثر عدد منتشر شد. خود عدد را تا روز قرعه در پاکت بسته نگه دارید؛ در سامانه نیست."

    return _tried(request, number, done)


def drawn(request: HttpRequest, number: int) -> HttpResponse:
    """Hold the draw with the seed from the envelope and the witness's word."""

    def done() -> str:
        found = call_up(
            round_id=number,
            seed=_seed(request.POST.get("seed", "")),
            witness=request.POST.get("witness", ""),
            actor=actor_of(request),
            now=now_of(request),
        )
        return (
            f"قرعه کشیده شد: {found.placed} خانوار نوبت گرفت و به همه خبر داده می‌شود؛ "
            f"{found.unplaced} خانوار جا نشد."
        )

    return _tried(request, number, done)


def rest(request: HttpRequest, number: int) -> HttpResponse:
    """Give times opened since to those who have none, in the order of the same draw."""

    def done() -> str:
        found = place_rest(round_id=number, actor=actor_of(request), now=now_of(request))
        return f"{found.placed} خانوار دیگر نوبت گرفت؛ {found.unplaced} خانوار هنوز جا ندارد."

    return _tried(request, number, done)


def _seed(typed: str) -> bytes:
    plain = "".join(to_latin_digits(typed).split()).lower()
    try:
        return bytes.fromhex(plain)
    except ValueError as wrong:
        raise InvalidInput("seed-unreadable", field="seed") from wrong


def _tried(request: HttpRequest, number: int, done: Callable[[], str]) -> HttpResponse:
    try:
        told = done()
    except NotFound as missing:
        if missing.code == "round-unknown":
            raise Http404 from missing
        return _shown(request, number, notice=sentence(missing), status=409)
    except PanahError as wrong:
        status = 422 if isinstance(wrong, InvalidInput) else 409
        return _shown(request, number, notice=sentence(wrong), status=status)
    messages.success(request, told)
    return redirect("office:round-calls", number)


def _shown(request: HttpRequest, number: int, *, notice: str = "", status: int = 200) -> HttpResponse:
    scope, now = scope_of(request), now_of(request)
    try:
        one = round_named(number)
    except NotFound as missing:
        raise Http404 from missing
    if not any(
        one.directorate.path.startswith(path) or path.startswith(one.directorate.path)
        for path in scope.paths()
    ):
        raise Http404
    found, order = call_up_of(one, scope=scope), order_in(one)
    first = max(_from(request) or local_date(now), order.days[0])
    draw = _draw(purpose_in(one))
    may_arrange = bool(visitor_of(request).roles & set(ARRANGERS))
    left = without_time(one, scope=scope, after=number_of(request.GET.get("after", "")) or 0)
    context = {
        "round": one,
        "order": order,
        "found": found,
        "days": _days(found.days, [office for office, _ in found.offices], first),
        "next": first + DAYS_SHOWN if any(day.day >= first + DAYS_SHOWN for day in found.days) else None,
        "left": [(row, HAD.get(row.had, "هنوز نوبتی نداشته است")) for row in left],
        "after": left[-1].case_id if len(left) == 100 else None,
        "draw": draw,
        "fresh": fresh_seed() if draw is None and may_arrange and one.course == "open" else None,
        "may_arrange": may_arrange and one.course == "open",
        "typed": request.POST,
        "notice": notice,
    }
    answer = page(request, "rounds/calling", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def _days(found: Iterable[Fullness], offices: list[int], first: date) -> list[Day]:
    cells = {(one.day, one.office_id): one for one in found if first <= one.day < first + DAYS_SHOWN}
    return [
        Day(day, tuple(cells.get((day, office)) for office in offices))
        for day in sorted({day for day, _ in cells})
    ]


def _from(request: HttpRequest) -> date | None:
    try:
        return date.fromisoformat(request.GET.get("from", ""))
    except ValueError:
        return None


def _draw(purpose: str) -> PublishedDraw | None:
    try:
        return published_draw(purpose=purpose)
    except NotFound:
        return None
