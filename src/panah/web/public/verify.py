"""Whether a paper is genuine, in date and still good: asked by anybody, with its code or number, leaving no trace."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csp import csp_override

from panah.correspondence.queries import LetterTold, letter_told
from panah.documents.queries import Standing, Verdict, verdict_of
from panah.foundation.clock import local_date, utc_now
from panah.web.counting import Brake, address_of
from panah.web.public.lights import letter_lights, lights_of
from panah.web.public.verify_page import LONGEST, POLICY, QuestionForm, sent
from panah.web.public.verify_words import NO_GROUND

QUESTIONS: Final = Brake("verify", 30, timedelta(minutes=1))
"""Of one address: plenty for a checkpoint, too few to try codes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How a verdict is shown: shape and colour of its band, its word, and what it means for who asks."""

    shape: str
    word: Promise
    advice: tuple[Promise, ...]


ANSWERS: Final = {
    Standing.VALID: Answer(
        "circle",
        _("معتبر"),
        (_("نام‌های روی برگه را با کارت هر مسافر بسنجید؛ این صفحه نام کسی را نشان نمی‌دهد."),),
    ),
    Standing.NOT_YET: Answer(
        "triangle", _("هنوز آغاز نشده"), (_("این برگه درست است و از نخستین روز خود به کار می‌آید."), NO_GROUND)
    ),
    Standing.OVER: Answer(
        "octagon",
        _("تمام شده"),
        (
            _("تاریخ این برگه گذشته است. دارندهٔ آن می‌تواند در همین شهر، در ادارهٔ اتباع، تمدید بخواهد."),
            _("گذشتن تاریخ برگه، حق اقامت کسی را از میان نمی‌برد."),
            NO_GROUND,
        ),
    ),
    Standing.VOID: Answer(
        "octagon",
        _("باطل"),
        (_("بیشتر برگه‌های باطل گم یا عوض شده‌اند. بپرسید برگهٔ تازه دارد و آن را بسنجید."), NO_GROUND),
    ),
}
USED: Final = Answer(
    "octagon",
    _("به کار رفته"),
    (_("این برگه برای یک بار گذشتن از مرز بود و با آن گذشته‌اند؛ بار دیگر به کار نمی‌آید."), NO_GROUND),
)
LETTER: Final = Answer(
    "triangle",
    _("چنین نامه‌ای هست"),
    (
        _("شماره و تاریخ بالای نامه را با این‌جا بسنجید؛ هر دو باید یکی باشد."),
        _("این صفحه متن و گیرندهٔ نامه را نشان نمی‌دهد؛ اگر به متن آن شک دارید، از اداره بپرسید."),
        NO_GROUND,
    ),
)
VOID_LETTER: Final = Answer(
    "octagon",
    _("باطل"),
    (_("این نامه دیگر به کار نمی‌آید. از اداره بپرسید که نامهٔ دیگری به جای آن آمده است یا نه."), NO_GROUND),
)
UNKNOWN: Final = Answer(
    "triangle",
    _("چنین شماره‌ای نیست"),
    (
        _("رمز زیر چهارگوش یا شمارهٔ بالای برگه را دوباره بنویسید. اگر باز پیدا نشد، به ما زنگ بزنید."),
        NO_GROUND,
    ),
)
TOO_MANY: Final = Answer(
    "triangle",
    _("یک دقیقه صبر کنید"),
    (_("از این نشانی پشت سر هم پرسیده شد. یک دقیقهٔ دیگر دوباره بپرسید."),),
)


@csp_override(POLICY)
def verify(request: HttpRequest) -> HttpResponse:
    """Show the verifier, or answer what a paper is worth today; nothing of the question is written down."""
    typed = request.GET.get("n", "")[:LONGEST]
    if not typed.strip():
        return sent(request, {})
    now = utc_now()
    status = 200 if QUESTIONS.press(address_of(request), now=now) else 429
    context: dict[str, object] = _answered(typed, now) if status == 200 else {"answer": TOO_MANY}
    context["form"] = QuestionForm(initial={} if len(context) > 1 else {"n": typed})
    response = sent(request, context, status=status)
    if status != 200:
        response["Retry-After"] = str(int(QUESTIONS.within.total_seconds()))
    return response


def _answer_to(verdict: Verdict) -> Answer:
    is_over_by_use = verdict.is_used and verdict.standing is Standing.OVER
    return USED if is_over_by_use else ANSWERS[verdict.standing]


def _answered(typed: str, now: datetime) -> dict[str, object]:
    verdict: Verdict | None = verdict_of(typed, on=local_date(now))
    if verdict is None:
        return _answered_of_letter(letter_told(typed), now)
    return {
        "verdict": verdict,
        "answer": _answer_to(verdict),
        "lights": lights_of(verdict, now=now),
    }


def _answered_of_letter(letter: LetterTold | None, now: datetime) -> dict[str, object]:
    if letter is None:
        return {"answer": UNKNOWN}
    return {
        "letter": letter,
        "answer": VOID_LETTER if letter.voided_at else LETTER,
        "lights": letter_lights(letter, now=now),
    }
