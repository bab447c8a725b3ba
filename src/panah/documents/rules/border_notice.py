"""The letter by which an officer tells the border of an exit paper where there is no line."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from panah.documents.rules.codes import show_number
from panah.documents.rules.data import Data
from panah.documents.rules.slip import NO_ANNEX, day_data
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import PartialDate, format_partial, format_short

BY_HAND: Final = "................"
"""The secretariat's number is written by hand."""
GOOD: Final = (
    "برگهٔ خروج زیر صادر شده است و دارندهٔ آن می‌تواند در تاریخ‌های نوشته‌شده، یک بار، از آن مرز بگذرد. خواهشمند است رسیدن"
    " این خبر را با شماره و تاریخ به این اداره اعلام فرمایند."
)
VOID: Final = (
    "برگهٔ خروج زیر دیگر اعتبار ندارد. این خبر دلیل بازداشت یا گرفتن مدرکی از کسی نیست. خواهشمند است رسیدن این خبر را با"
    " شماره و تاریخ به این اداره اعلام فرمایند."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderNotice:
    """One exit paper that is good, or void after the border's receipt `withdraws`; local days, both in the span."""

    is_void: bool
    withdraws: str
    on: date
    office: str
    enquiries: str
    border: str
    number: str
    name: str
    latin: str
    father: str
    born: PartialDate
    nationality: str
    since: date
    until: date | None


def notice_sheet(notice: BorderNotice) -> Data:
    """Write the letter as the data of its face `border-notice`."""
    return {
        "title": "خبر ابطال برگهٔ خروج" if notice.is_void else "خبر صدور برگهٔ خروج",
        "letterhead": to_persian_digits(notice.office),
        "letter": BY_HAND,
        "date": format_short(notice.on),
        "annex": NO_ANNEX,
        "to": f"مرزبانی {to_persian_digits(notice.border)}",
        "words": VOID if notice.is_void else GOOD,
        "paper": show_number(notice.number),
        "name": notice.name,
        "latin": notice.latin.upper(),
        "father": notice.father,
        "born": format_partial(notice.born)
        if notice.born.precision != "day"
        else format_short(notice.born.first),
        "nationality": notice.nationality,
        "since": day_data(notice.since),
        "until": day_data(notice.until) if notice.until else None,
        "withdraws": show_number(notice.withdraws),
        "signer": to_persian_digits(notice.office),
        "enquiries": to_persian_digits(notice.enquiries),
    }
