"""The three lights under a verdict, always in one order: genuine, in date, still good, and as of when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

from panah.correspondence.queries import LetterTold
from panah.documents.queries import Standing, Verdict
from panah.foundation.clock import TEHRAN, local_date
from panah.web.dates import long_date
from panah.web.tongues import tongue_of


@dataclass(frozen=True, slots=True)
class Light:
    """One light: its shape (circle yes, octagon no, triangle not yet), its word, and what that rests on."""

    shape: str
    word: str
    note: str


def lights_of(verdict: Verdict, *, now: datetime) -> tuple[Light, Light, Light]:
    """Light a paper that is known: what is asked of it at a checkpoint, as of a moment (UTC)."""
    genuine = Light("circle", gettext("اصل است"), gettext("اداره این برگه را داده است."))
    return genuine, _in_date(verdict, now), _still_good(verdict, now)


def letter_lights(letter: LetterTold, *, now: datetime) -> tuple[Light, Light, Light]:
    """Light a letter that is known: that one was given says nothing of this sheet, so the first is never green."""
    known = Light(
        "triangle",
        gettext("چنین نامه‌ای هست"),
        gettext("از رمز و شماره پیدا نیست که این کاغذ همان نامه باشد."),
    )
    tongue = tongue_of(get_language())
    since = gettext("از %(day)s") % {"day": long_date(letter.dated, tongue)}
    in_date = Light("circle", gettext("در تاریخ است"), since)
    if letter.voided_at is None:
        return known, in_date, Light("circle", gettext("هنوز برقرار است"), _asked_now(now))
    return known, in_date, _void_since(letter.voided_at, now)


def _in_date(verdict: Verdict, now: datetime) -> Light:
    tongue, today = tongue_of(get_language()), local_date(now)
    first = long_date(verdict.valid_from, tongue)
    if today < verdict.valid_from:
        return Light("triangle", gettext("هنوز آغاز نشده"), gettext("از %(day)s") % {"day": first})
    if verdict.valid_until is None:
        return Light("circle", gettext("در تاریخ است"), gettext("از %(day)s") % {"day": first})
    note = gettext("تا پایان %(day)s") % {"day": long_date(verdict.valid_until, tongue)}
    if today > verdict.valid_until:
        return Light("octagon", gettext("تاریخش گذشته است"), note)
    return Light("circle", gettext("در تاریخ است"), note)


def _still_good(verdict: Verdict, now: datetime) -> Light:
    note = _asked_now(now)
    if verdict.standing is not Standing.VOID and verdict.is_used:
        return Light("octagon", gettext("به کار رفته است"), note)
    if verdict.standing is not Standing.VOID:
        return Light("circle", gettext("هنوز برقرار است"), note)
    if verdict.ended_at is None:
        return Light("octagon", gettext("باطل است"), note)
    return _void_since(verdict.ended_at, now)


def _void_since(ended_at: datetime, now: datetime) -> Light:
    since = gettext("از %(day)s باطل است") % {"day": long_date(ended_at, tongue_of(get_language()))}
    return Light("octagon", since, _asked_now(now))


def _asked_now(now: datetime) -> str:
    local = now.astimezone(TEHRAN)
    return gettext("همین حالا پرسیده شد: %(day)s، ساعت %(time)s") % {
        "day": long_date(now, tongue_of(get_language())),
        "time": f"{local.hour}:{local.minute:02d}",
    }
