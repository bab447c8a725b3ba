"""The timeline in sentences: what happened, in which role, when; looks at the file too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.casework.queries.case_page import Moment
from panah.foundation.clock import local_date
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
CAME_IN: Final = {"opened", "said", "paid", "payment-claimed", "objected", "exemption-asked"}
TITLES: Final = {
    "assigned": "کار به همکار سپرده شد",
    "issued": "برگه صادر شد",
    "document-issued": "برگه صادر شد",
    "charged": "مبلغ قابل پرداخت نوشته شد",
    "payment-claimed": "پرداخت اعلام شد",
    "payment-confirmed": "پرداخت تأیید شد",
    "payment-rejected": "پرداخت تأیید نشد",
    "exemption-asked": "معافیت خواسته شد",
    "exemption-granted": "معافیت پذیرفته شد",
    "exemption-refused": "معافیت پذیرفته نشد",
    "handed-over": "برگه تحویل شد",
    "served": "تصمیم به شخص گفته شد",
    "objected": "اعتراض ثبت شد",
    "told": "به متقاضی خبر داده شد",
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
    """Write the moments of a case, newest first; looks one after another in one role on one day are told once."""
    found: list[Event] = []
    last_look: tuple[str, str, object] | None = None
    for moment in moments:
        look = (moment.role, moment.word, local_date(moment.at)) if moment.kind == "read" else None
        if look is None or look != last_look:
            found.append(Event(_mark(moment), _title(moment), moment.said, _when(moment)))
        last_look = look
    return tuple(found)


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
        case kind:
            said = TITLES.get(kind, OTHER)
    return f"{said}، {moment.about}" if moment.about else said


def _when(moment: Moment) -> str:
    return "، ".join(part for part in (at(moment.at), moment.role) if part)
