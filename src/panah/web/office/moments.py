"""The timeline in sentences: what happened, in which role, when; looks at the file too."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import Final

from panah.casework.queries.case_page import Moment
from panah.documents.queries import act_title
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
    "certificate-asked": "گواهی در دست اقدام خواسته شد",
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
    "instalments-agreed": "قسط‌بندی شد؛ پرونده به قسط‌ها بند نیست",
    "refunded": "پول برگردانده شد",
    "handed": "برگه تحویل شد",
    "handed-in": "مدرک پیوست شد",
    "served": "تصمیم به شخص گفته شد",
    "objected": "اعتراض ثبت شد",
    **{
        f"{system}-{kind}": words.format(where)
        for system, where in (("najva", "نجوا"), ("border", "مرزبانی"))
        for kind, words in (
            ("typed", "به دست همکار به {0} رسید؛ همکار دیگری هم می‌بیند"),
            ("recorded", "رسیدن به {0} تأیید شد"),
            ("sent-back", "آنچه به {0} رسید با پرونده یکی نبود؛ دوباره گفته می‌شود"),
            ("failed", "به {0} فرستاده نشد؛ منتظر متصدی است"),
            ("retried", "فرستادن به {0} از نو آغاز شد"),
            ("by-hand", "رساندن دستی به {0} خواسته شد"),
            ("twice", "{0} شمارهٔ دیگری هم داد؛ باید دیده شود"),
        )
    },
    "job-retried": "کاری که انجام نشده بود از نو آغاز شد",
    "letter-signed": "نامه امضا و شماره شد",
    "letter-numbered": "نامه برای امضای روی کاغذ شماره گرفت",
    "letter-came": "نامه‌ای رسید و ثبت شد",
    "letter-referred": "نامه ارجاع شد",
    "letter-referral-done": "ارجاع نامه انجام شد",
    "letter-sent": "نامه فرستاده شد",
    "letter-delivered": "نامه به گیرنده رسید",
    "letter-sent-back": "نامه برگشت خورد",
    "letter-voided": "نامه باطل شد",
    "letter-scan-matched": "اسکن نسخهٔ مهرشدهٔ نامه جفت شد",
    "letter-scan-refused": "اسکن نامه درست نبود",
    "crossed": "مرزبانی گفت که با برگهٔ خروج گذشت؛ کارشناس تأیید می‌کند",
    "crossed-again": "مرزبانی گذشتن دیگری با همین برگه گفت؛ باید دیده شود",
}
BY_ITSELF: Final = {"then": "", "late": "زمان آن گذشت", "done": ""}
"""Words that the clock or the worker says."""
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

    Looks one after another in one role on one day are one line, and so is what was told by several ways at once; what
    was done of several people in one minute is one line that names them all.
    """
    groups: list[tuple[object, list[Moment]]] = []
    for moment in moments:
        line = _one_line(moment)
        known = next((those for key, those in _of_the_same_time(groups, moment) if key == line), None)
        if known is None:
            groups.append((line, [moment]))
        else:
            known.append(moment)
    return tuple(_event(those) for _, those in groups)


def _of_the_same_time(
    groups: list[tuple[object, list[Moment]]], moment: Moment
) -> list[tuple[object, list[Moment]]]:
    """The lines a moment may belong to: those of its own minute and, for a look, the one just before it."""
    if moment.kind == "read":
        return groups[-1:]
    return list(takewhile(lambda one: at(one[1][0].at) == at(moment.at), reversed(groups)))


def _one_line(moment: Moment) -> object:
    """What moments must share to be one line; what somebody wrote is never put together with another's."""
    if moment.kind == "read":
        return moment.kind, moment.role, moment.word, local_date(moment.at)
    return moment.kind, moment.word, moment.step, moment.role, moment.said


def _event(those: list[Moment]) -> Event:
    first = those[0]
    names = list(dict.fromkeys(one.about for one in those if one.about))
    return Event(_mark(first), _title(replace(first, about="، ".join(names[::-1]))), first.said, _when(first))


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
        case "effect":
            said = f"{moment.step}: {act_title(moment.word)}"
        case "acted" | "ended" | "said":
            said = ": ".join(part for part in (moment.step, BY_ITSELF.get(moment.word, moment.word)) if part)
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
