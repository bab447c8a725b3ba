"""Made-up matter for the sheet of components; nobody here exists."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from panah.web.public.service_page import PageStep
from panah.web.rail import KeyHint, Rail, RailItem

COLOURS: Final = (
    ("morakkab", "مرکب"),
    ("dude", "دوده"),
    ("lajvard", "لاجورد"),
    ("lajvard-dome", "لاجورد گنبد"),
    ("firuze", "فیروزه"),
    ("firuze-mid", "فیروزهٔ روشن"),
    ("zafaran", "زعفران"),
    ("anar", "انار"),
    ("sarv", "سرو"),
)
DRAWN: Final = Path(__file__).parents[1] / "templates" / "panah" / "icons"
ICONS: Final = tuple(sorted(path.stem for path in DRAWN.glob("*.svg")))
TAGS: Final = (
    ("confirmed", "تأیید شد"),
    ("waiting", "نوبت دوم"),
    ("in-hand", "در بررسی"),
    ("void", "باطل شد"),
    ("stopped", "ایستاده"),
)
DUES: Final = (
    ("late", "۴ روز گذشته"),
    ("today", "امروز، تا ۱۴:۰۰"),
    ("later", "۲ روز مانده"),
    ("stopped", "ایستاده، نزد متقاضی"),
)
STEPS: Final = (
    PageStep("نوبت و مبلغ", "دفتر ۳۰۱، ۱۷ آبان", "done"),
    PageStep("پرداخت", "۱۷ آبان", "done"),
    PageStep("بررسی مدارک", "این‌جا هستید، از ۱۹ آبان", "here"),
    PageStep("تأیید نهایی", "معمولاً ۳ روز", "ahead", ["اگر خانوار تغییر کرده، اول واحد مجازین."]),
    PageStep("کارت در دست شما", "پیامک می‌دهیم که بیایید"),
)
EVENTS: Final = (
    {"kind": "came-in", "title": "دریافت پاسخ استعلام بیمارستان", "said": "گواهی ولادت ۱۱۸۲۰ درست است.",
     "when": "امروز، ۸:۴۰، پاسخ به نامهٔ ۴۴/۲۱۹۰"},
    {"kind": "call", "title": "تماس با متقاضی، پاسخ داد", "said": "گفت نام نوزاد با «ی» نوشته شود.",
     "when": "۲۹ آبان، ۱۱:۰۵، مسئول پاسخ‌گویی"},
    {"kind": "done", "title": "استعلام از بیمارستان", "when": "۲۶ آبان، ۱۰:۳۰، کارشناس مدارک"},
    {"kind": "read", "title": "پرونده دیده شد، برای «بررسی مدارک»", "when": "۲۶ آبان، ۱۰:۲۱، کارشناس مدارک"},
)  # fmt: skip
ARCADE: Final = tuple(
    {"label": str(number), "state": "now" if number in {3, 4} else "past" if number < 3 else "",
     "word": "این دو هفته" if number in {3, 4} else ""}
    for number in range(10)
)  # fmt: skip
KEYS: Final = (
    KeyHint(("↑", "↓"), "رفتن"),
    KeyHint(("فاصله",), "انتخاب"),
    KeyHint(("ورود",), "باز کردن"),
    KeyHint(("ج",), "جست‌وجو"),
    KeyHint(("؟",), "همهٔ کلیدها"),
)


@dataclass(frozen=True, slots=True)
class SampleRow:
    """One made-up line of a worklist."""

    due: str
    due_text: str
    number: str
    name: str
    people: int
    service: str
    since: str
    tag: tuple[str, str] = ("", "")
    state: str = ""


RENEWAL: Final = "تجدید کارت، آمایش ۲۰"
TODAY: Final = "امروز، تا ۱۴:۰۰"
LATE_ROWS: Final = (
    SampleRow(
        "late", "۴ روز گذشته", "301/05/4602", "حمیده سروری", 3, "ثبت طلاق و تغییر خانوار", "۲۳ آبان",
        ("confirmed", "پاسخ استعلام رسید"),
    ),
    SampleRow(
        "late", "۲ روز گذشته", "302/05/1197", "عبدالواحد نیازی", 6, "انتقال پرونده به فارس", "۲۴ آبان",
        ("waiting", "منتظر مقصد"),
    ),
)  # fmt: skip
TODAY_ROWS: Final = (
    SampleRow(
        "today", TODAY, "301/05/4821", "نصرالله رحیمی", 5, RENEWAL, "۱۹ آبان",
        ("waiting", "یک نفر نوبت دوم"), "cursor chosen",
    ),
    SampleRow("today", TODAY, "301/05/4826", "سکینه جعفری", 4, RENEWAL, "۱۹ آبان", state="chosen"),
    SampleRow(
        "today", TODAY, "301/05/4833", "زینب حیدری", 2, RENEWAL, "۱۹ آبان", ("in-hand", "سرپرست موقت"), "chosen"
    ),
)  # fmt: skip
LATER_ROWS: Final = (
    SampleRow("later", "۲ روز مانده", "301/05/4840", "لیلا محسنی", 3, RENEWAL, "۲۱ آبان"),
    SampleRow("later", "۳ روز مانده", "302/05/1211", "داوود اکبری", 4, "برگهٔ بین‌شهری", "۲۸ آبان"),
    SampleRow(
        "stopped", "ایستاده", "301/05/4690", "رضا شریفی", 4, "ثبت نوزاد", "۱۲ آبان",
        ("waiting", "نزد متقاضی، ۹ روز"),
    ),
)  # fmt: skip
GROUPS: Final = (
    ("گذشته از مهلت", "۲ پرونده؛ اول این‌ها", LATE_ROWS),
    ("امروز", "۳ پرونده", TODAY_ROWS),
    ("این هفته", "۲۴ پرونده", LATER_ROWS),
)


def components() -> dict[str, object]:
    """Return what the sheet shows."""
    return {
        "colours": COLOURS, "icons": ICONS, "tags": TAGS, "dues": DUES, "steps": STEPS, "events": EVENTS,
        "cells": ARCADE, "keys": KEYS,
    }  # fmt: skip


def worklist(here: str) -> dict[str, object]:
    """Return a made-up worklist in its frame; every link of the rail leads back `here`."""
    rail = Rail(
        office="ادارهٔ کل، بوشهر",
        role="کارشناس مدارک",
        standing_in="جانشینِ یک همکار تا ۵ آذر",
        now="یکشنبه ۱ آذر ۱۴۰۵، ۹:۱۲",
        search_url=here,
        groups=(
            (
                RailItem("امروز", "sun", here),
                RailItem("کارتابل", "inbox", here, 38, current=True),
                RailItem("جست‌وجو", "search", here),
                RailItem("دبیرخانه", "mail", here, 6),
                RailItem("کارگروه", "people", here, 2),
                RailItem("مرحلهٔ آمایش", "calendar", here),
                RailItem("آمار و گزارش", "chart", here),
            ),
            (RailItem("شناسنامهٔ خدمات", "folder", here), RailItem("پاسخ‌گویی", "phone", here)),
        ),
    )
    return {"rail": rail, "groups": GROUPS, "keys": KEYS, "steps": STEPS}
