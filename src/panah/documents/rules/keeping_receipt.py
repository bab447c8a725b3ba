"""What stands on «رسید تحویل مدارک»: whose paper an office keeps against which, how it comes back, or that it did."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.documents.rules.codes import show_code, show_number
from panah.documents.rules.data import Data
from panah.documents.rules.slip import NO_ANNEX, day_data
from panah.foundation.clock import TEHRAN, local_date
from panah.foundation.digits import to_persian_digits
from panah.foundation.jalali import format_short

TAKEN: Final = "رسید تحویل مدارک"
RETURNED: Final = "رسید بازپس‌دادن مدارک"
TAKEN_LATIN: Final = "RECEIPT: DOCUMENT KEPT BY THE OFFICE"
RETURNED_LATIN: Final = "RECEIPT: DOCUMENT GIVEN BACK"
STAY: Final = (
    "این مدرک باطل نشده و از آنِ خود شماست. تا پیش از گذشتن از مرز، هر وقت بخواهید بمانید، با این رسید یا بی آن به هر"
    " باجهٔ ادارهٔ اتباع بگویید: از همان لحظه دوباره معتبر است و بی‌نوبت در همین اداره به دست خودتان داده می‌شود. اگر"
    " رسید گم شد، دوباره چاپ می‌شود."
)
STAY_LATIN: Final = (
    "This document is not cancelled and belongs to its holder, who may decide to stay until the border is crossed."
    " It is then valid again at once and is given back here, with or without this receipt."
)
BACK: Final = "مدرک به دست دارندهٔ آن داده شد و دیگر نزد اداره نیست. رسید پیشین با این رسید بسته شد."
BACK_LATIN: Final = (
    "The document was given back to its holder and is no longer with the office."
    " The earlier receipt is closed."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepingReceipt:
    """One taking into keeping (moments in UTC), and its return where `returned_at` is given and asked for."""

    name: str
    latin: str
    paper: str
    number: str
    against: str
    office: str
    enquiries: str
    code: str
    at: datetime
    taken_code: str = ""
    is_return: bool = False


def receipt_sheet(receipt: KeepingReceipt) -> Data:
    """Write the receipt as the data of its face `keeping-receipt`."""
    given = show_number(receipt.against)
    moment = receipt.at.astimezone(TEHRAN)
    hour = to_persian_digits(f"{moment.hour}:{moment.minute:02d}")
    day = f"{format_short(local_date(receipt.at))}، ساعت {hour}"
    if receipt.is_return:
        facts = [["پس داده شد", day], ["رسید پیشین", show_code(receipt.taken_code)]]
        heads = ["Given back", "Earlier receipt"]
    else:
        facts = [["سپرده شد", day], ["در برابر", f"برگهٔ خروج {given}"]]
        heads = ["Kept since", "Against exit paper"]
    return {
        "title": RETURNED if receipt.is_return else TAKEN,
        "title_latin": RETURNED_LATIN if receipt.is_return else TAKEN_LATIN,
        "letterhead": to_persian_digits(receipt.office),
        "code": show_code(receipt.code),
        "date": format_short(local_date(receipt.at)),
        "annex": NO_ANNEX,
        "name": receipt.name,
        "latin": receipt.latin.upper(),
        "paper": receipt.paper,
        "number": show_number(receipt.number),
        "facts": facts,
        "heads_latin": heads,
        "date_latin": day_data(local_date(receipt.at))["latin"],
        "words": BACK if receipt.is_return else STAY,
        "words_latin": BACK_LATIN if receipt.is_return else STAY_LATIN,
        "enquiries": to_persian_digits(receipt.enquiries),
        "holder": "امضا یا اثر انگشت دارنده",
        "officer": "امضا و مهر تحویل‌دهنده" if receipt.is_return else "امضا و مهر تحویل‌گیرنده",
    }
