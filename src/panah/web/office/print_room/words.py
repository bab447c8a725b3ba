"""What the print room says: each refusal in a plain sentence, each state in a word."""

from typing import Final

from panah.foundation.errors import InvalidInput, NotAllowed, PanahError
from panah.foundation.persian import to_latin_digits

SENTENCES: Final = {
    "not-yours-to-print": "این کار با چاپخانهٔ همین اداره است.",
    "batch-size": "شمار کارت‌های یک دسته از ۱ تا ۱۰۰۰ است.",
    "nothing-waits": "کارتی در صف نیست.",
    "key-used": "این درخواست پیش‌تر برای دستهٔ دیگری فرستاده شد. صفحه را تازه کنید.",
    "batch-not-failed": "این دسته نمانده بود؛ صفحه را تازه کنید.",
    "serials-wrong": "شمارهٔ سریال درست نیست؛ تنها رقم، و آخری از نخستین کوچک‌تر نباشد.",
    "sheet-printed-before": "این برگ پیش‌تر با سریال دیگری ثبت شده است.",
    "sheet-not-ready": "این برگ هنوز آماده نیست.",
    "code-unreadable": "رمز این کارت خوانده نشد یا همان نیست که امضا شد. کارت را کنار بگذارید و خراب ثبت کنید.",
    "another-batch": "این کارت از این دسته نیست.",
    "checked-before": "این کارت پیش‌تر سنجیده شده است.",
    "not-printed": "چاپ این کارت ثبت نشده است؛ نخست چاپ برگ را ثبت کنید.",
    "another-serial": "این کارت روی سریال دیگری ثبت شده است. سریال پشت کارت را دوباره بخوانید.",
    "paper-void": "این کارت باطل شده است؛ خراب ثبت کنید تا دیگر چاپ نشود.",
    "reason-needed": "بنویسید چرا.",
    "print-elsewhere": "این کارت جای دیگری است؛ صفحه را تازه کنید.",
    "box-missing": "نام یا شمارهٔ جعبه را بنویسید.",
    "nothing-to-send": "کارت سنجیده‌ای برای این دفتر نیست.",
    "serials-known": "یکی از این سریال‌ها پیش‌تر ثبت شده است.",
    "delivery-too-large": "هر حواله تا ۲۰٬۰۰۰ کارت خام است؛ آن را بخش کنید.",
    "same-office": "مبدأ و مقصد یکی است.",
    "same-person": "این را خودتان گفته‌اید؛ همکار دیگری تأیید می‌کند.",
    "move-over": "این حواله پیش‌تر تحویل شد.",
    "nothing-to-destroy": "در این بازه کارت خام خرابی نیست.",
    "destruction-over": "این امحا پیش‌تر تأیید شد.",
    "counted-today": "امروز شمرده شده است.",
    "count-wrong": "شمار را با رقم بنویسید.",
    "difference-unexplained": "با دفتر یکی نیست؛ دوباره بشمارید، و اگر همین است بنویسید چرا.",
    "kind-unknown": "این گونهٔ کارت این‌جا چاپ نمی‌شود.",
}
OTHER: Final = "این بار نشد و چیزی تغییر نکرد. صفحه را تازه کنید."
STATES: Final = {
    "waiting": "در صف",
    "typeset": "آمادهٔ چاپ",
    "printed": "چاپ‌شده، سنجیده نشده",
    "checked": "سنجیده",
    "sent": "در راه",
    "arrived": "در دفتر",
    "handed": "تحویل‌شده",
    "returned": "برگشته",
    "spoiled": "خراب",
    "withdrawn": "از چاپ بیرون رفته",
}


def sentence(wrong: PanahError) -> str:
    """Say a refusal in words."""
    if wrong.code == "blank-not-in-stock":
        serial = wrong.params.get("serial")
        return f"کارت خام {serial} در انبار نیست." if serial else "همهٔ این سریال‌ها در انبار این‌جا نیست."
    return SENTENCES.get(wrong.code, OTHER)


def status_of(wrong: PanahError) -> int:
    """The status a refusal is answered with."""
    if isinstance(wrong, InvalidInput):
        return 422
    return 403 if isinstance(wrong, NotAllowed) and wrong.code != "same-person" else 409


def number(typed: str) -> int:
    """Read a number however its digits were typed; 0 for what is none."""
    text = to_latin_digits(typed).replace(",", "").replace("٬", "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 15 else 0
