"""The timeline in sentences: what happened, in which role, when; looks at the file too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.casework.queries.case_page import Moment
from panah.foundation.clock import local_date
from panah.notifications.queries import CallResult, News
from panah.web.dates import long_date
from panah.web.office.dues import clock_time
from panah.web.tongues import tongue_of

PURPOSES: Final = {
    "service": "ارائهٔ خدمت",
    "enquiry": "پاسخ به پرسش شخص",
    "inspection": "بازرسی",
    "own-record": "دیدن پروندهٔ خود",
    "protection": "حمایت",
}
CAME_IN: Final = {"opened", "said", "paid", "payment-claimed", "objected", "exemption-asked", "handed-in"}
TITLES: Final = {
    "assigned": "کار به همکار سپرده شد",
    "migrated": "پرونده به متن تازهٔ خدمت رفت؛ گام و مهلت همان است",
    "said-too-late": "انصراف سرپرست برای این شخص دیر رسید؛ تصمیم‌گیرندهٔ بعدی ببیند",
    "issued": "برگه صادر شد",
    "document-issued": "برگه صادر شد",
    "charged": "مبلغ قابل پرداخت نوشته شد",
    "payment-claimed": "پرداخت اعلام شد",
    "payment-confirmed": "پرداخت تأیید شد",
    "payment-rejected": "پرداخت تأیید نشد",
    "online-started": "پرداخت برخط آغاز شد",
    "online-verified": "پرداخت برخط انجام شد",
    "online-differs": "بانک مبلغ دیگری می‌گوید",
    "online-failed": "پرداخت برخط به جایی نرسید",
    "online-unknown": "بانک دربارهٔ پرداخت برخط پاسخ روشنی نداد",
    "exemption-asked": "معافیت خواسته شد",
    "exemption-granted": "معافیت پذیرفته شد",
    "exemption-refused": "معافیت پذیرفته نشد",
    "handed": "برگه تحویل شد",
    "handed-in": "مدرک پیوست شد",
    "served": "تصمیم به شخص گفته شد",
    "objected": "اعتراض ثبت شد",
    "najva-typed": "در نجوا ثبت شد؛ همکار دیگری هم می‌بیند",
    "najva-recorded": "ثبت در نجوا تأیید شد",
    "najva-sent-back": "ثبت نجوا با پرونده یکی نبود؛ دوباره ثبت می‌شود",
    "najva-failed": "به نجوا فرستاده نشد؛ منتظر متصدی است",
    "najva-retried": "فرستادن به نجوا از نو آغاز شد",
    "najva-by-hand": "ثبت دستی در نجوا خواسته شد",
    "najva-twice": "نجوا شمارهٔ دیگری هم داد؛ باید دیده شود",
}
OTHER: Final = "در پرونده ثبت شد"


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline."""

    kind: str
    title: str
    said: str
    when: str


def events_of(moments: Iterable[Moment]) -> tuple[Event, ...]:
    """Write the moments of a case, newest first.

    Looks one after another in one role on one day are one line, and so is what was told by several ways at once.
    """
    found: list[Event] = []
    last: tuple[str, str, object] | None = None
    for moment in moments:
        line = _one_line(moment)
        if line is None or line != last:
            found.append(Event(_mark(moment), _title(moment), moment.said, _when(moment)))
        last = line
    return tuple(found)


def _one_line(moment: Moment) -> tuple[str, str, object] | None:
    """What moments that follow each other must share to be one line; None for those that never are."""
    if moment.kind == "read":
        return moment.role, moment.word, local_date(moment.at)
    return (moment.kind, moment.word, moment.at) if moment.kind == "told" else None


def at(moment: datetime) -> str:
    """Write a moment: «۲۶ آبان ۱۴۰۵، ۱۰:۳۰»."""
    return f"{long_date(moment, tongue_of('fa'))}، {clock_time(moment)}"


def _mark(moment: Moment) -> str:
    if moment.kind == "read":
        return "read"
    return "came-in" if moment.kind in CAME_IN else "done"


def _title(moment: Moment) -> str:
    match moment.kind:
        case "read":
            return f"پرونده دیده شد، برای «{PURPOSES.get(moment.word, moment.word)}»"
        case "opened":
            return f"{moment.word} گرفته شد"
        case "acted" | "effect" | "ended" | "said":
            said = f"{moment.step}: {moment.word}" if moment.step else moment.word
        case "told" | "called" | "letter":
            said = telling_title(moment)
        case kind:
            said = TITLES.get(kind, OTHER)
    return f"{said}، {moment.about}" if moment.about else said


def telling_title(moment: Moment) -> str:
    """Say that somebody was told, phoned, or given a letter."""
    if moment.kind == "letter":
        return "نامه به دست شخص رسید" if moment.word == "handed" else "نامه پست شد"
    if moment.kind == "called":
        labels = {one.value: one.label for one in CallResult}
        return f"تماس تلفنی: {labels.get(moment.word, moment.word)}"
    if moment.word == News.UNDELIVERED:
        return "پیامی به تلفن متقاضی نرسید"
    labels = {one.value: one.label for one in News}
    return f"به متقاضی خبر داده شد: {labels.get(moment.word, moment.word)}"


def _when(moment: Moment) -> str:
    return "، ".join(part for part in (at(moment.at), moment.role) if part)
