"""What officers read in the secretariat: states, tags, and what went wrong."""

from typing import Final

from django.utils.translation import override

from panah.correspondence.queries import LetterLine
from panah.correspondence.queries.words import DIRECTION_TITLES
from panah.foundation.errors import InvalidInput, NotFound, PanahError
from panah.web.forms.told import SENTENCES as TOLD
from panah.web.forms.told import sentence
from panah.web.office.frame import PERSIAN

STANDINGS: Final = {
    "void": ("void", "باطل شد"),
    "to-scan": ("waiting", "در انتظار اسکن نسخهٔ مهرشده"),
    "to-look": ("waiting", "در انتظار نگاه دوم"),
    "in-hand": ("in-hand", "ارجاع شده"),
    "answered": ("confirmed", "پاسخ داده شد"),
    "came": ("waiting", "بی‌پاسخ"),
    "sent": ("confirmed", "فرستاده شد"),
    "unsent": ("waiting", "فرستاده نشده"),
}
FACTS: Final = {
    "sent": "فرستاده شد",
    "delivered": "به گیرنده رسید",
    "sent-back": "برگشت خورد",
    "voided": "باطل شد",
}
ENDS: Final = {"done": "انجام شد", "answered": "پاسخ داده شد", "sent-on": "ارجاع شد"}
DISPATCHES: Final = {
    "queued": ("waiting", "در صف فرستادن"),
    "by-hand": ("waiting", "به دست متصدی برود"),
    "failed": ("void", "فرستاده نشد"),
    "sent": ("confirmed", "رسید"),
}
TROUBLES: Final = {
    "ece-silent": "گیرنده پاسخ نداد.",
    "ece-garbled": "پاسخی آمد که خوانده نشد.",
    "ece-refused": "گیرنده نپذیرفت.",
    "ece-too-large": "فایل از اندازهٔ خط بزرگ‌تر است.",
    "ece-by-hand": "خطی به گیرنده نیست.",
    "letter-void": "نامه باطل شده است.",
    "not-ours": "نشانی گیرنده از آن ما نیست.",
    "key-used": "فرستنده با همین شناسه نامهٔ دیگری هم فرستاده است.",
}
UNREADABLE: Final = "این نامه خوانده نشد؛ از فرستنده بخواهید دوباره بفرستد."
SENTENCES: Final = {
    "subject-missing": "موضوع نامه را بنویسید.",
    "to-missing": "گیرندهٔ نامه را بنویسید.",
    "body-missing": "متن نامه را بنویسید.",
    "subject-too-long": "موضوع را کوتاه‌تر بنویسید: تا ۲۰۰ حرف.",
    "to-too-long": "گیرنده را کوتاه‌تر بنویسید: تا ۲۰۰ حرف.",
    "body-too-long": "متن را کوتاه‌تر بنویسید: تا ۶۰۰۰ حرف.",
    "places-left": "جایی در نامه هنوز خالی است: […] را پر کنید یا بردارید.",
    "annex-too-long": "پیوست را کوتاه‌تر بنویسید: تا ۱۰۰ حرف.",
    "copies-too-many": "رونوشت برای بیش از ۱۲ گیرنده نمی‌شود.",
    "office-missing": "دفتر گیرنده را برگزینید.",
    "letter-unknown": "چنین نامه‌ای پیدا نشد؛ شماره را دوباره ببینید.",
    "case-unknown": "چنین پرونده‌ای پیدا نشد؛ شماره را دوباره ببینید.",
    "template-unknown": "این گونهٔ نامه دیگر نیست؛ گونهٔ دیگری برگزینید.",
    "writes-no-letters": "در نقش شما نامه نوشته نمی‌شود.",
    "draft-changed": "این پیش‌نویس پس از باز شدن صفحه عوض شد و چیزی ثبت نشد. متن تازه را ببینید.",
    "draft-not-here": "این پیش‌نویس دیگر در دست شما نیست.",
    "signer-cannot": "این همکار امروز حق امضای این نامه را ندارد؛ یکی از همین‌ها را برگزینید.",
    "note-too-long": "یادداشت را کوتاه‌تر بنویسید: تا ۳۰۰ حرف.",
    "reason-needed": "دلیل را بنویسید.",
    "no-right-to-sign": "شما امروز حق امضای این نامه را ندارید. آن را برای دارندهٔ امضا بفرستید.",
    "needs-another-signer": "این نامه را خودتان نوشته‌اید؛ امضای آن با مقام دیگری است.",
    "say-again": "برای امضا یک بار دیگر با کلید یا کد بگویید شمایید.",
    "other-side": "نامهٔ یک پرونده میان دفتر سیاسی و ادارهٔ اتباع جابه‌جا نمی‌شود.",
    "certificate-unknown": "گواهی امضای شما ثبت نشده است؛ از مدیر سامانه بخواهید.",
    "certificate-of-another": "گواهی این توکن از آن شما نیست یا صادرکننده‌اش شناخته نیست. شماره‌ای داده نشد.",
    "certificate-out-of-date": "تاریخ گواهی امضای شما گذشته است. شماره‌ای داده نشد.",
    "certificate-weak": "کلید این گواهی کوتاه است. شماره‌ای داده نشد.",
    "certificate-unreadable": "گواهی این توکن خوانده نشد. شماره‌ای داده نشد.",
    "certificate-known": "این گواهی پیش از این ثبت شده است.",
    "token-none": "این سامانه به توکنی وصل نیست. شماره‌ای داده نشد.",
    "token-absent": "توکن پیدا نشد؛ آن را وصل کنید و دوباره بفرستید. شماره‌ای داده نشد.",
    "token-pin-wrong": "رمز توکن درست نیست. شماره‌ای داده نشد.",
    "token-locked": "توکن قفل شده است؛ با صادرکننده تماس بگیرید. شماره‌ای داده نشد.",
    "token-key-missing": "کلید امضا در این توکن نیست. شماره‌ای داده نشد.",
    "token-failed": "توکن امضا نکرد؛ دوباره بفرستید. شماره‌ای داده نشد.",
    "sender-missing": "فرستندهٔ نامه را بنویسید.",
    "sender-too-long": "نام فرستنده را کوتاه‌تر بنویسید: تا ۲۰۰ حرف.",
    "number-too-long": "شمارهٔ فرستنده را کوتاه‌تر بنویسید: تا ۶۰ حرف.",
    "date-in-future": "این روز هنوز نرسیده است.",
    "not-yours-to-register": "ثبت نامهٔ وارده با دبیرخانه است.",
    "scans-too-many": "بیش از ۱۰ فایل با یک نامه نمی‌شود.",
    "scans-missing": "فایلی برگزیده نشده است.",
    "arrival-over": "همکارتان پیش از شما به این نامه رسید.",
    "envelope-unreadable": "این فایل نامهٔ تبادل الکترونیکی نیست یا آسیب دیده است.",
    "envelope-not-ours": "این نامه برای دبیرخانهٔ دیگری است.",
    "note-missing": "بنویسید چه می‌خواهید، مثل «جهت بررسی و اقدام».",
    "receiver-unknown": "گیرندهٔ ارجاع را از فهرست برگزینید.",
    "due-past": "این روز گذشته است.",
    "referral-over": "این ارجاع پیش از این پایان یافته است.",
    "referral-unknown": "این ارجاع نزد شما نیست.",
    "way-missing": "بگویید چگونه فرستاده شد.",
    "receipt-missing": "شمارهٔ رسید را بنویسید.",
    "receipt-too-long": "کوتاه‌تر بنویسید: تا ۱۲۰ حرف.",
    "letter-void": "این نامه باطل شده است.",
    "letter-not-signed": "این نامه هنوز امضا شده به شمار نمی‌آید: اسکن نسخهٔ مهرشده و نگاه دوم مانده است.",
    "letter-came-in": "این نامه را ما نفرستاده‌ایم.",
    "letter-is-a-paper": "این شمارهٔ یک برگهٔ صادره است؛ در پروندهٔ خودش باطل می‌شود.",
    "letter-not-for-paper": "این نامه روی کاغذ امضا نمی‌شود.",
    "letter-signed": "نسخهٔ امضاشدهٔ این نامه پیش از این تأیید شده است.",
    "not-yours-to-say": "این را نویسنده یا امضاکنندهٔ نامه، یا دبیرخانه می‌نویسد.",
    "number-unreadable": "رمز ده‌حرفی زیر چهارگوش یا شمارهٔ بالای نامه را بنویسید.",
    "scan-matched": "این اسکن یا این نامه پیش از این جفت شده است.",
    "same-person": "این اسکن را خودتان گذاشته یا جفت کرده‌اید؛ همکار دیگری می‌بیند.",
    "not-yours-to-look": "نگاه دوم با دبیرخانه یا مقام بالاتر است.",
    "match-over": "همکارتان پیش از شما این را دید.",
    "dispatch-sent": "این نامه پیش از این رسیده است.",
    "kinds-missing": "دست‌کم یک گونهٔ نامه را نشان کنید.",
    "ground-missing": "حکم یا دستوری را که حق امضا بر آن است بنویسید.",
    "days-wrong": "آخرین روز پیش از روز آغاز است.",
    "days-past": "حق امضا از امروز یا روزهای آینده آغاز می‌شود.",
    "behalf-wrong": "کسی از طرف خودش امضا نمی‌کند؛ نقش دیگری برگزینید یا خالی بگذارید.",
    "holder-unknown": "این همکار در دفترهای شما نقشی ندارد.",
    "not-yours-to-give": "حق امضا را رئیس همان دفتر یا مدیر سامانه می‌دهد.",
    "right-to-oneself": "کسی به خودش حق امضا نمی‌دهد.",
    "right-is-over": "این حق امضا پیش از این پس گرفته شده است.",
    "fingerprint-unreadable": "اثر گواهی ۶۴ نویسه از ۰ تا ۹ و A تا F است.",
    "label-missing": "نام توکن و نام کلید را بنویسید.",
    "name-missing": "نام دستگاه را بنویسید.",
    "code-unreadable": "نشانی تبادل تنها حرف و رقم لاتین است.",
}
OTHER: Final = "این بار نشد و چیزی از دست نرفت. صفحه را تازه کنید و دوباره بفرستید."


def letter_row(letter: LetterLine) -> tuple[LetterLine, str, str, str]:
    """A letter with its direction, the tag of what it is worth now, and that in words."""
    return letter, DIRECTION_TITLES[letter.direction], *STANDINGS[letter.standing]


def sentence_of(refused: PanahError) -> str:
    """Say what went wrong, and what to do."""
    if refused.code == "came-before":
        return f"همین نامه با شمارهٔ {refused.params['number']} ثبت شده است. اگر نامهٔ دیگری است، نشان پایین را بزنید."
    if refused.code in TOLD and refused.code.startswith("upload"):
        with override(PERSIAN):
            return sentence(refused)
    return SENTENCES.get(refused.code, OTHER)


def status_of(refused: PanahError) -> int:
    """The status a page answers with: what was typed is wrong, is not there, or contradicts what stands."""
    if isinstance(refused, InvalidInput):
        return 422
    if isinstance(refused, NotFound):
        return 404
    return 409


def trouble_of(said: str) -> str:
    """Say why a letter did not go or could not be read."""
    code, _, reason = said.partition(": ")
    found = TROUBLES.get(code, UNREADABLE if said else "")
    return f"{found} ({reason})" if reason and found else found
