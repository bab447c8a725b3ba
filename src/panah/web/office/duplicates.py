"""Two records that may be one person's: the queue, the two side by side, and what an officer says of them."""

from collections.abc import Callable
from typing import Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from panah.foundation.errors import NotAllowed, NotFound, PanahError
from panah.registry.operations import Reviewer, ask_same, confirm_same, part, say_different, send_back
from panah.registry.queries import Comparison, compare, pairs_waiting
from panah.web.identity import actor_of, now_of
from panah.web.office.answers import birth
from panah.web.office.frame import look_of, number_of, page, scope_of
from panah.web.office.moments import at
from panah.web.office.side_by_side import rows_of
from panah.web.rail import KeyHint

SHOWN: Final = 50
REASONS: Final = {
    "same-number": "شناسهٔ یکسان",
    "same-paper": "شمارهٔ کارت یکسان",
    "same-name": "نام یکسان",
    "near-name": "نام نزدیک",
    "same-birth": "روز تولد یکسان",
    "near-birth": "تولد نزدیک",
    "same-father": "نام پدر یکسان",
    "same-phone": "تلفن یکسان",
}
STATES: Final = {
    "open": "بررسی نشده",
    "asked": "یک همکار این دو را یک شخص دانسته است",
    "different": "دو شخص",
    "same": "یک شخص؛ یکی شده‌اند",
}
SAID: Final = {
    "different": "ثبت شد: دو شخص هستند.",
    "same": "ثبت شد. همکار دیگری هم باید تأیید کند تا یکی شوند.",
    "back": "برگشت؛ بررسی از نو باز است.",
    "confirm": "یکی شدند. چیزی پاک نشده است و می‌شود برگرداند.",
    "part": "از هم جدا شدند؛ هر کدام همان است که بود.",
}
SENTENCES: Final = {
    "reason-needed": "دلیل را بنویسید؛ در سوابق هر دو می‌ماند.",
    "keep-unknown": "بگویید کدام یک بماند.",
    "same-person": "این دو را خودتان یک شخص دانسته‌اید؛ همکار دیگری تأیید می‌کند.",
    "own-matter": "یکی از این دو خود شما هستید؛ همکار دیگری بررسی می‌کند.",
    "pair-decided": "همکارتان پیش از شما این دو را بررسی کرد.",
    "pair-not-asked": "همکارتان پیش از شما این دو را بررسی کرد.",
    "pair-not-joined": "این دو یکی نشده‌اند.",
    "already-joined": "یکی از این دو پیش‌تر با ثبت دیگری یکی شده است.",
    "related-to-each-other": "این دو خویشاوند یکدیگر ثبت شده‌اند؛ یک شخص نمی‌توانند باشند.",
    "death-differs": "درگذشت یکی ثبت شده و آن دیگری نه. نخست همان را درست کنید.",
    "statuses-differ": "وضع اقامت این دو یکی نیست. یکی کردن دربارهٔ وضع کسی تصمیم نمی‌گیرد؛ نخست آن را روشن کنید.",
    "decision-stands": "دربارهٔ وضع اقامت یا مدرک یکی از این دو تصمیمی گرفته شده که پابرجاست؛ نخست همان روشن شود.",
    "account-bound": "ثبتی که کنار می‌رود حساب دارد. نخست در باجه آن را جدا کنید، یا همان را نگه دارید.",
    "open-cases": "این شخص پروندهٔ باز دارد و پروندهٔ باز جابه‌جا نمی‌شود",
    "later-events": "پس از یکی شدن رویداد دیگری ثبت شده که به آن بسته است. نخست آن را برگردانید.",
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."

type Say = Callable[[int, str, Reviewer, HttpRequest], object]

SAYINGS: Final[dict[str, Say]] = {
    "different": lambda pair, ground, who, asked: say_different(
        pair=pair, ground=ground, reviewer=who, now=now_of(asked)
    ),
    "same": lambda pair, ground, who, asked: ask_same(
        pair=pair,
        keep=number_of(asked.POST.get("keep", "")) or 0,
        ground=ground,
        reviewer=who,
        now=now_of(asked),
    ),
    "back": lambda pair, ground, who, asked: send_back(
        pair=pair, ground=ground, reviewer=who, now=now_of(asked)
    ),
    "confirm": lambda pair, ground, who, asked: confirm_same(
        pair=pair, ground=ground, reviewer=who, now=now_of(asked)
    ),
    "part": lambda pair, ground, who, asked: part(pair=pair, ground=ground, reviewer=who, now=now_of(asked)),
}
"""What may be said of a pair, by the word the form sends."""


def duplicates(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait, the likest first and then the oldest, fifty at a time (`?after=`)."""
    pairs = pairs_waiting(
        scope_of(request),
        persons=actor_of(request).persons,
        after=number_of(request.GET.get("after", "")),
    )
    context = {
        "pairs": [
            (
                one,
                [birth(day, precision) for day, precision in one.born],
                [REASONS.get(reason, reason) for reason in one.reasons],
            )
            for one in pairs
        ],
        "next": pairs[-1].id if len(pairs) == SHOWN else None,
    }
    return page(request, "duplicates", context)


def compare_two(request: HttpRequest, pair: int) -> HttpResponse:
    """Show two records side by side."""
    return _shown(request, pair)


def settle(request: HttpRequest, pair: int) -> HttpResponse:
    """Take what the officer says of the two; what was typed is kept when it cannot be taken."""
    actor, word = actor_of(request), request.POST.get("word", "")
    ground = request.POST.get("ground", "")
    if word not in SAYINGS:
        return _shown(request, pair, notice="بگویید این دو یک شخص هستند یا دو شخص.", typed=ground, status=422)
    try:
        SAYINGS[word](pair, ground, Reviewer(scope_of(request), actor.persons), request)
    except NotFound as absent:
        raise Http404 from absent
    except PanahError as refused:
        status = (
            422
            if refused.code in {"reason-needed", "keep-unknown"}
            else 403
            if isinstance(refused, NotAllowed)
            else 409
        )
        return _shown(request, pair, notice=_sentence(refused), typed=ground, status=status)
    messages.success(request, SAID[word])
    return (
        redirect("office:compare", pair)
        if word in {"same", "confirm", "part"}
        else redirect("office:duplicates")
    )


def _sentence(refused: PanahError) -> str:
    said = SENTENCES.get(refused.code, OTHER)
    numbers = refused.params.get("numbers")
    return f"{said}: {'، '.join(map(str, numbers))}." if isinstance(numbers, list) else said


def _shown(
    request: HttpRequest, pair: int, *, notice: str = "", typed: str = "", status: int = 200
) -> HttpResponse:
    actor = actor_of(request)
    try:
        found = compare(pair, scope=scope_of(request), persons=actor.persons, reading=look_of(request))
    except NotFound as absent:
        raise Http404 from absent
    rows = rows_of(found)
    context = {
        "pair": found,
        "names": [side.record.person.name for side in found.sides],
        "rows": rows,
        "differing": sum(row.mark == "differs" for row in rows),
        "reasons": [REASONS.get(reason, reason) for reason in found.reasons],
        "state": STATES[found.state],
        "asked": at(found.asked_at) if found.asked_at else "",
        "decided": at(found.decided_at) if found.decided_at else "",
        "keep": _keep(found, request),
        "mine": bool({actor.account_id} & found.asked_by),
        "notice": notice,
        "typed": typed,
        "word": request.POST.get("word", ""),
    }
    keys = (KeyHint(("ی",), "یک شخص"), KeyHint(("د",), "دو شخص"))
    return page(request, "compare", context, status=status, keys=keys)


def _keep(found: Comparison, request: HttpRequest) -> int:
    """Which record is offered to stay: the one chosen, else the one with an account, else the older."""
    if (typed := number_of(request.POST.get("keep", ""))) is not None:
        return typed
    first, second = found.sides
    return found.keep or (second if second.has_account and not first.has_account else first).record.person.pk
