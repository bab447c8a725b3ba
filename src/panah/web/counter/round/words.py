"""What the counter of a round says: where somebody stands, and why something was not done."""

from collections.abc import Mapping
from typing import Final

from panah.foundation.errors import PanahError
from panah.web.forms.captures import UNDONE
from panah.web.forms.told import sentence as of_forms
from panah.web.round_words import SENTENCES as OF_ROUNDS

NO_WORKSHOP: Final[Mapping[str, str]] = {
    "day-labour": "روزمزد است",
    "own-work": "برای خودش کار می‌کند",
    "at-home": "در خانه کار می‌کند",
    "not-given": "کارفرما نداده است",
}
"""Why somebody has no workshop code; a normal answer."""
STEPS: Final[Mapping[str, tuple[str, str]]] = {
    "people/later": ("stopped", "نوبت تازه می‌خواهد"),
    "people/excuse": ("waiting", "نزد نفر دوم، در ادارهٔ کل"),
    "people/identity": ("waiting", "کارشناس می‌بیند"),
    "people/technical": ("waiting", "رفع اشکال فنی"),
    "people/bill": ("in-hand", "پرداخت"),
    "people/bill-help": ("waiting", "معافیت یا مهلت"),
    "people/hand-over": ("in-hand", "کارت رسیده است"),
    "people/uncollected": ("waiting", "کارت در دفتر مانده است"),
    "people/kept": ("waiting", "کارت نگه داشته شده است"),
    "people/printing": ("waiting", "در چاپ"),
    "people/ministry": ("waiting", "نزد وزارت"),
    "people/study": ("waiting", "نزد کارشناس ادارهٔ کل"),
}
"""Where somebody stands who has left the counter: the mark, and the words."""
LANGUAGES: Final[Mapping[str, str]] = {
    "fa": "فارسی",
    "prs": "دری",
    "ar": "عربی",
    "ps": "پشتو",
    "en": "انگلیسی",
}
LEFT: Final[Mapping[str, str]] = {
    "unfinished": "احراز هویت هنوز تمام نشده است",
    "second-person": "نفر دوم در ادارهٔ کل می‌بیند؛ لازم نیست بماند",
    "identity": "کارشناس عکس‌ها و مدرک‌ها را کنار هم می‌بیند؛ لازم نیست بماند",
    "technical": "نزد متصدی سامانه است",
    "absent": "نیامده است؛ نوبت تازه می‌گیرد و دوباره پولی نمی‌دهد",
    "changed": "تغییر خانوار در ادارهٔ کل ثبت می‌شود",
    "not-moved": "همین حالا جابه‌جا شد؛ صفحه تازه است",
}
SENTENCES: Final[Mapping[str, str]] = {
    **UNDONE,
    "nobody-present": "نخست نشان کنید چه کسی آمده است.",
    "visit-unknown": "این پرونده در این باجه باز نیست.",
    "changes-missing": "در چند کلمه بنویسید چه عوض شده است.",
    "fault-missing": "در چند کلمه بنویسید چه چیزی کار نکرد.",
    "note-too-long": "تا ۳۰۰ حرف بنویسید.",
    "phone-unreadable": "شمارهٔ تلفن خوانده نشد؛ مانند ۰۹۱۷۱۲۳۴۵۶۷ بنویسید. چیزی از دست نرفت.",
    "address-missing": "نشانی را بنویسید.",
    "county-missing": "شهرستان این خانوار روشن نیست؛ نشانی را در برگهٔ خانوار بنویسید.",
    "job-missing": "برای کد کارگاه، شغل را هم بنویسید. اگر کار نمی‌کند هر دو را خالی بگذارید.",
    "job-too-long": "شغل را کوتاه بنویسید.",
    "workshop-unreadable": "کد کارگاه تنها رقم و حرف است. اگر ندارد خالی بگذارید و سبب را برگزینید.",
    "reason-unknown": "یکی از همین سبب‌ها را برگزینید.",
    "no-device-here": "دستگاهی برای این دفتر ثبت نیست؛ با دیدن و مدرک احراز کنید.",
    "desk-unnamed": "این دفتر چند دستگاه دارد؛ دستگاه باجهٔ خود را برگزینید.",
    "device-unknown": "این دستگاه از این دفتر نیست.",
    "device-busy": "دستگاه همین حالا برای کس دیگری کار می‌کند. چند لحظهٔ دیگر دوباره بزنید.",
    "portrait-not-new": "این همان عکس پیشین است. عکس تازه‌ای بگیرید.",
    "portrait-too-small": "این عکس کوچک است. از نزدیک‌تر بگیرید.",
    "upload-empty": "عکسی نرسید. دوباره بگیرید.",
    "already-captured": "همین حالا خوانده شد؛ لازم نیست چیزی بنویسید.",
    "excuse-differs": "برای این عضو سبب دیگری نوشته شده است.",
    "try-again-first": "هنوز {left} بار دیگر آزموده شود، سپس می‌شود نوشت.",
    "paper-not-theirs": "مدرکی از این عضو ثبت نیست که با آن شناخته شود.",
    "part-unknown": "یکی از همین‌ها را برگزینید.",
    "own-matter": "این خانوار خود شماست؛ همکار دیگری می‌پذیرد.",
    "collector-too-long": "نام را کوتاه‌تر بنویسید.",
    "collector-of-a-child": "کارت کودک را سرپرست او می‌گیرد.",
    "nothing-to-pay": "چیزی برای پرداخت نمانده است.",
    "word-not-shown": "احراز هویت این عضو هنوز کامل نیست. چیزی تغییر نکرد.",
}


def sentence(wrong: PanahError) -> str:
    """Say what stood in the way and what to do."""
    found = SENTENCES.get(wrong.code) or OF_ROUNDS.get(wrong.code)
    if found is None:
        return str(of_forms(wrong))
    return found.format(**{key: str(value) for key, value in wrong.params.items()})
