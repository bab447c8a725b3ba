"""The three lights under a verdict, always in one order: genuine, in date, still good, and as of when."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext

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
    tongue = tongue_of(get_language())
    local = now.astimezone(TEHRAN)
    note = gettext("همین حالا پرسیده شد: %(day)s، ساعت %(time)s") % {
        "day": long_date(now, tongue),
        "time": f"{local.hour}:{local.minute:02d}",
    }
    if verdict.standing is not Standing.VOID and verdict.is_used:
        return Light("octagon", gettext("به کار رفته است"), note)
    if verdict.standing is not Standing.VOID:
        return Light("circle", gettext("هنوز برقرار است"), note)
    if verdict.ended_at is None:
        return Light("octagon", gettext("باطل است"), note)
    since = gettext("از %(day)s باطل است") % {"day": long_date(verdict.ended_at, tongue)}
    return Light("octagon", since, note)
