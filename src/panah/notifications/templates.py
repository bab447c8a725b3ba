"""What messages say, in five languages: a number, that something waits, and where to look; never why, never who.

Dari, Pashto and Arabic were not yet read by native readers.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from panah.foundation.digits import to_persian_digits
from panah.foundation.isolate import isolate_text
from panah.notifications.rules import News

QUIET: Final = "quiet"
FALLBACK: Final = "fa"
_ARABIC_INDIC: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")

TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fa": {
            News.OPENED: "درخواست شما ثبت شد. شمارهٔ شما {number} است؛ آن را نگه دارید.",
            News.TO_PAY: "درخواست {number} به پرداخت رسیده است. اگر نمی‌توانید بپردازید، بگویید.",
            News.YOUR_TURN: "درخواست {number} یک کار از شما می‌خواهد. ببینید چه مانده است.",
            News.READY: "برگهٔ درخواست {number} آماده است.",
            News.LETTER: "نامه‌ای دربارهٔ درخواست {number} دارید. بخوانید یا به دفتر بیایید.",
            QUIET: "یک پیام از میز خدمت دارید.",
        },
        "prs": {
            News.OPENED: "درخواست شما ثبت شد. نمبر شما {number} است؛ آن را نگاه کنید.",
            News.TO_PAY: "درخواست {number} به پرداخت رسیده است. اگر پرداخته نمی‌توانید، بگویید.",
            News.YOUR_TURN: "درخواست {number} یک کار از شما می‌خواهد. ببینید چه مانده است.",
            News.READY: "ورق درخواست {number} آماده است.",
            News.LETTER: "مکتوبی دربارهٔ درخواست {number} دارید. بخوانید یا به دفتر بیایید.",
            QUIET: "یک پیام از میز خدمت دارید.",
        },
        "ps": {
            News.OPENED: "ستاسو غوښتنه ثبت شوه. ستاسو شمېره {number} ده؛ ويې ساتئ.",
            News.TO_PAY: "د {number} غوښتنې د پیسو ورکولو وخت دی. که نه‌شئ ورکولای، راته ووایئ.",
            News.YOUR_TURN: "د {number} غوښتنه له تاسو یو کار غواړي. وګورئ څه پاتې دي.",
            News.READY: "د {number} غوښتنې پاڼه تیاره ده.",
            News.LETTER: "د {number} غوښتنې په اړه یو لیک درته شته. ويې لولئ یا دفتر ته راشئ.",
            QUIET: "د خدمت له مېز څخه یو پیغام لرئ.",
        },
        "ar": {
            News.OPENED: "سُجّل طلبكم. رقمكم {number}، احتفظوا به.",
            News.TO_PAY: "حان دفع رسم الطلب {number}. إن تعذّر عليكم الدفع فأخبرونا.",
            News.YOUR_TURN: "الطلب {number} ينتظر منكم شيئاً. انظروا ما بقي.",
            News.READY: "ورقة الطلب {number} جاهزة.",
            News.LETTER: "لكم رسالة بشأن الطلب {number}. اقرؤوها أو راجعوا المكتب.",
            QUIET: "لديكم رسالة من مكتب الخدمة.",
        },
        "en": {
            News.OPENED: "Your request is recorded. Your number is {number}; please keep it.",
            News.TO_PAY: "Request {number} is now to be paid. If you cannot pay, tell us.",
            News.YOUR_TURN: "Request {number} needs one thing from you. See what is left to do.",
            News.READY: "The paper of request {number} is ready.",
            News.LETTER: "There is a letter for you about request {number}. Read it or come to the office.",
            QUIET: "You have a message from the service desk.",
        },
    }
)


def text_of(news: News, *, language: str, number: str, address: str, is_quiet: bool = False) -> str:
    """Write a message; the link stands on a line of its own, so that no direction mark touches it.

    A quiet one names no case. `number` is the case's, `address` that of Panah, empty when there is none.
    """
    known = language if language in TEXTS else FALLBACK
    sentence = TEXTS[known][QUIET if is_quiet else news]
    told = sentence.format(number=_number(number, known))
    return f"{told}\n{address}/my/" if address else told


def _number(number: str, language: str) -> str:
    """A case number as it is read in a language, kept in its own order."""
    if language == "en":
        return number
    return isolate_text(number.translate(_ARABIC_INDIC) if language == "ar" else to_persian_digits(number))
