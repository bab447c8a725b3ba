"""What pages of a round say at an office's desk and at a counter alike: where a time stands, and what went wrong."""

from collections.abc import Mapping
from typing import Final

STATES: Final[Mapping[str, tuple[str, str]]] = {
    "booked": ("in-hand", "در انتظار آمدن"),
    "waiting": ("waiting", "وقت تازه می‌خواهد"),
    "came": ("confirmed", "آمد"),
    "cancelled": ("stopped", "پس داده شد"),
    "missed": ("stopped", "نرسید"),
}
"""Where an appointment stands: the mark it is drawn with, and the word."""
NEEDS: Final[Mapping[str, str]] = {
    "quiet": "ساعت خلوت",
    "home-visit": "رفتن به خانه",
    "woman-operator": "متصدی زن",
    "curtain": "پرده",
}
SENTENCES: Final[Mapping[str, str]] = {
    "round-not-acknowledged": "این دفترها هنوز ننوشته‌اند که دستور را خوانده‌اند: {offices}. "
    "تا همه ننویسند، مرحله گشوده نمی‌شود.",
    "round-not-there": "این مرحله دیگر در آن جای کار نیست. صفحه تازه شد.",
    "briefing-missing": "روز جلسهٔ توجیهی و خلاصهٔ آن را بنویسید.",
    "briefing-in-future": "روز جلسه هنوز نرسیده است؛ پس از برگزاری بنویسید.",
    "already-in-round": "این خانوار در همین مرحله پرونده دارد: {case}.",
    "not-yours-to-arrange": "این کار با کارشناس یا مسئول مدارک ادارهٔ کل است؛ باجه نوبت همین دفتر را جابه‌جا می‌کند.",
    "days-unreadable": "روزها باید درون همین مرحله باشد و روز پایان پس از روز آغاز. مانند ۱۴۰۵/۰۹/۰۱ بنویسید.",
    "date-unreadable": "روز را مانند ۱۴۰۵/۰۹/۰۱ بنویسید.",
    "year-looks-gregorian": "سال را خورشیدی بنویسید، مانند ۱۴۰۵/۰۹/۰۱.",
    "draw-not-announced": "نخست اثر عدد را منتشر کنید، سپس قرعه کشیده می‌شود.",
    "draw-announced-otherwise": "برای این مرحله پیش از این اثر عدد دیگری منتشر شده است؛ همان به کار می‌رود.",
    "draw-not-held": "قرعهٔ این مرحله هنوز کشیده نشده است.",
    "commitment-unreadable": "اثر عدد ۶۴ حرف و رقم است، از ۰ تا ۹ و a تا f. از نو بنویسید.",
    "seed-unreadable": "عدد پاکت ۶۴ حرف و رقم است، از ۰ تا ۹ و a تا f. از نو بنویسید.",
    "seed-differs": "این عدد با اثری که منتشر شده یکی نیست. پاکت را دوباره بخوانید؛ چیزی تغییر نکرد.",
    "witness-too-long": "واژهٔ گواه تا ۲۰۰ حرف است.",
    "nobody-to-call": "خانواری نیست که فراخوانده شود و نوبت نداشته باشد.",
    "closure-unreadable": "بنویسید چرا دفتر بسته می‌شود؛ مردم همین را می‌پرسند.",
    "slot-full": "این وقت همین حالا پر شد. وقت دیگری برگزینید.",
    "slot-shut": "دفتر در این وقت بسته است. وقت دیگری برگزینید.",
    "slot-over": "این وقت گذشته است. وقت دیگری برگزینید.",
    "slot-unknown": "یکی از وقت‌های فهرست را برگزینید.",
    "slot-does-not-suit": "این وقت برای این خانوار کوتاه است یا آنچه لازم دارند ندارد.",
    "already-booked": "این خانوار نوبت دارد؛ همان را عوض کنید.",
    "appointment-ended": "این نوبت پیش از این به پایان رسیده است. صفحه تازه شد.",
    "appointment-begun": "وقت این نوبت رسیده است. اگر نیامدند «نرسیدند» بنویسید و نوبت دیگری بدهید.",
    "appointment-to-come": "هنوز وقت این نوبت نرسیده است.",
    "appointment-moved": "همکاری یا خود خانوار همین حالا این نوبت را عوض کرد. صفحه تازه شد.",
    "appointment-unknown": "این نوبت در دسترس شما نیست.",
    "needs-unknown": "یکی از همین نیازها را نشان کنید.",
    "visit-not-expected": "این پرونده اکنون نوبت نمی‌خواهد.",
    "day-unreadable": "روز را مانند ۱۴۰۵/۰۹/۰۱ بنویسید.",
}
