"""What officers read: the words of steps as acts to be done, reasons why not, and what went wrong."""

from collections.abc import Mapping
from typing import Final

from panah.foundation.errors import PanahError

ACTS: Final[Mapping[str, str]] = {
    "approved": "تأیید",
    "returned": "برگشت برای تکمیل",
    "refused": "رد درخواست",
    "left-out": "کنار گذاشتن از این درخواست",
    "exempt": "معاف کردن از پرداخت",
    "more-time": "مهلت دادن",
    "withdrawn": "ثبت انصراف",
    "extended": "تمدید",
    "handed": "تحویل",
    "collected": "خود شخص گرفت",
    "spoilt": "خراب شده، صدور دوباره",
    "complete": "کامل است",
    "ready": "فرستادن",
    "upheld": "تأیید تصمیم نخست",
    "set-aside": "برداشتن تصمیم نخست",
    "remitted": "فرستادن برای رسیدگی دوباره",
    "then": "انجام شد",
}
"""The words officers say most, as acts; any other is read as the glossary has it."""

KEYS: Final[Mapping[str, str]] = {"plain": "ت", "returns": "ب", "adverse": "د"}
"""The letter that chooses the first word of each nature."""

BARRED: Final[Mapping[str, str]] = {
    "not-your-queue": "این گام در کارتابل نقش دیگری است.",
    "assigned": "همکار دیگری این کار را برداشته است.",
    "own-matter": "این کار به خود شما مربوط است؛ همکار دیگری آن را می‌بیند.",
    "same-officer": "گام پیشین را خودتان انجام داده‌اید؛ این یکی را باید همکار دیگری ببیند.",
    "helped": "این درخواست را خودتان برای متقاضی ثبت کرده‌اید؛ تصمیم با همکار دیگری است.",
}

SKIPPED: Final[Mapping[str, str]] = {
    "moved-on": "پیش از شما از این گام گذشت",
    "changed": "پیش از شما تغییر کرد",
    "assigned": "نزد همکار دیگری است",
    "not-yours": "تصمیمش با همکار دیگری است",
    "not-found": "پیدا نشد",
}

ERRORS: Final[Mapping[str, str]] = {
    "reason-needed": "دلیل و توضیح را بنویسید؛ متقاضی همین متن را می‌خواند.",
    "sample-first": "پیش از تأیید گروهی، پرونده‌های نمونه را یک‌به‌یک ببینید. این بار چیزی تغییر نکرد.",
    "one-by-one": "این تصمیم تک‌تک گرفته می‌شود، با دلیل همان شخص.",
    "key-used": "این صفحه پیش از این برای کار دیگری فرستاده شده است. صفحه را تازه کنید و دوباره بفرستید.",
    "key-missing": "صفحه کامل فرستاده نشد. صفحه را تازه کنید و دوباره بفرستید.",
    "still-running": "همین کار در حال انجام است. چند لحظهٔ دیگر صفحه را تازه کنید.",
    "word-unknown": "این تصمیم در این گام نیست. صفحه را تازه کنید.",
    "selection-size": "پرونده‌ای انتخاب نشده است.",
    "item-unknown": "این کار دیگر در کارتابل شما نیست.",
    "two-officers-needed": "پایان وضعیت را دو همکار جدا باید تأیید کرده باشند. چیزی تغییر نکرد.",
    "nothing-given-for-it": "کارت تنها در برابر برگهٔ تازه گرفته می‌شود و این شخص برگه‌ای ندارد. چیزی تغییر نکرد.",
    "item-changed": "همکارتان پیش از شما این کار را تغییر داد و چیزی دست نخورد.",
    "not-their-role": "این همکار نقش این گام را ندارد.",
    "same-hands": "گام پیشین را همین همکار انجام داده یا پرونده به خود او مربوط است؛ به همکار دیگری بسپارید.",
    "own-matter": "این کار به خود شما مربوط است؛ همکار دیگری آن را می‌سپارد.",
    "portrait-too-small": "این عکس کوچک است و چهره در چاپ دیده نمی‌شود. از نزدیک‌تر عکسی تازه بگیرید.",
    "not-your-role": "این کار با نقش دیگری است.",
    "held-by-another": "این کار نزد همکار دیگری است؛ مسئول واحد می‌تواند جابه‌جایش کند.",
    "colleague-away": "این همکار در این روزها نیست؛ کار را به همکار دیگری بسپارید.",
    "mark-unreadable": "نشانی این صفحه درست نیست؛ از اول فهرست آغاز کنید.",
    "too-late": "دیگر دیر است؛ پرونده از این گام گذشته است.",
    "not-shown-free": "آنچه آزاد بودن این تصمیم را نشان می‌دهد کامل نیست: گفت‌وگوی تنها و آگاهانه، "
    "زن شنونده اگر خواسته شده، امضا یا رضایت لازم. چیزی تغییر نکرد.",
    "word-not-shown": "آنچه این تصمیم بر آن می‌ایستد هنوز در پرونده نیست. چیزی تغییر نکرد.",
    "receiver-missing": "بنویسید که برگه را چه کسی گرفت: یکی از کسانی که نامشان روی آن است.",
    "mark-missing": "بنویسید که گیرنده رسید را چگونه نشان کرد: امضا یا اثر انگشت.",
    "witness-missing": "اثر انگشت گواه می‌خواهد: بنویسید چه کسی آن را دید.",
    "receiver-unknown": "نام این گیرنده روی برگه نیست. یکی از کسانی را برگزینید که نامشان روی آن است.",
    "head-settled": "سرپرست این خانوار پیش از این روشن شده، یا این عضو نمی‌تواند سرپرست باشد. صفحه تازه شد.",
    "not-yours-to-say": "این را تنها خود شخص، یا همکاری که نزد او آمده است، می‌تواند بگوید.",
    "paper-not-standing": "برگهٔ معتبری در این پرونده نیست که تحویل شود.",
}
UNKNOWN: Final = "این بار نشد و چیزی از دست نرفت. صفحه را تازه کنید و دوباره بفرستید."


def act_label(word: str, glossary_label: str) -> str:
    """Say a word as an act."""
    return ACTS.get(word, glossary_label)


def sentence_of(error: PanahError) -> str:
    """Say what went wrong and what to do."""
    return ERRORS.get(error.code, UNKNOWN)
