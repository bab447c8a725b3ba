"""The invented people, offices and codes of samples: with little, the usual, and more than fits easily."""

import hashlib
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from panah.documents.rules.codes import ALPHABET, LENGTH
from panah.documents.rules.faces.paper import Proof
from panah.documents.rules.faces.people import Bearer, Member
from panah.documents.rules.proof.printed import address_square
from panah.documents.rules.slip import Heading
from panah.foundation.jalali import PartialDate

PAGE: Final = "https://v.panah.example/"
ISSUED: Final = date(2026, 11, 22)
UNTIL: Final = date(2027, 6, 21)
SOME_PORTRAIT: Final = "portraits/sample.jpg"
LONG_OFFICE: Final = (
    "استانداری چهارمحال و بختیاری، ادارهٔ کل امور اتباع و مهاجرین خارجی، نمایندگی ویژهٔ شهرستان‌های جنوبی استان"
)


class Size(StrEnum):
    """How much a sample says."""

    SMALL = "small"
    TYPICAL = "typical"
    EXTREME = "extreme"


def day(born: date) -> PartialDate:
    """A birth known to the day."""
    return PartialDate(born, born, "day")


YEAR: Final = PartialDate(date(1984, 3, 21), date(1985, 3, 20), "year")
MONTH: Final = PartialDate(date(1990, 10, 23), date(1990, 11, 21), "month")

BEARERS: Final = {
    Size.SMALL: Bearer(name="گل‌آغا", born=YEAR, nationality="افغانستان", nationality_code="AFG"),
    Size.TYPICAL: Bearer(
        name="ملیحه صادقی",
        latin="Maliheh Sadeqi",
        father="غلام‌حسن",
        born=day(date(1997, 8, 5)),
        nationality="افغانستان",
        nationality_code="AFG",
        unique_code="9901442088",
        household_code="3010074126",
        paper="کارت آمایش",
        paper_number="2044180971",
    ),
    Size.EXTREME: Bearer(
        name="سید محمدضیاءالحق حسینی‌نژاد قندهاری‌زادهٔ اصل",
        latin="Sayed Mohammad-Zia-ul-Haq Hosseininejad Qandaharizada-e-Asl",
        father="سید عبدالرحمن‌الدین محمدابراهیم حسینی‌نژاد",
        born=MONTH,
        nationality="جمهوری دموکراتیک خلق فرضی",
        nationality_code="XXB",
        unique_code="990144208877",
        household_code="301007412655",
        paper="برگهٔ تردد ۹۰ روزه",
        paper_number="2044180971-03/1405",
    ),
}

_FAMILY: Final = (
    ("نصرالله رحیمی", "Nasrullah Rahimi", day(date(1980, 8, 5)), "سرپرست"),
    ("فرشته احمدی", "Fereshteh Ahmadi", day(date(1985, 2, 11)), "همسر"),
    ("یوسف رحیمی", "Yusuf Rahimi", day(date(2022, 6, 1)), "پسر"),
    ("مریم رحیمی", "Maryam Rahimi", YEAR, "دختر"),
    ("بی‌بی‌گل نادری", "", PartialDate(date(1952, 3, 21), date(1953, 3, 20), "year"), "مادر"),
    ("محمدحسین رحیمی", "Mohammad Hossein Rahimi", MONTH, "پسر"),
    (
        "سیده فاطمه‌الزهرا حسینی‌نژاد قندهاری‌زاده",
        "Sayeda Fatemat-uz-Zahra Hosseininejad Qandaharizada",
        YEAR,
        "عروس",
    ),
    ("علی‌سینا رحیمی", "Ali Sina Rahimi", day(date(2016, 1, 9)), "نوه"),
    ("ماه‌گل رحیمی", "Mahgul Rahimi", day(date(2019, 9, 30)), "نوه"),
)


def family(size: Size, *, most: int = 9) -> tuple[Member, ...]:
    """Nobody, three, or nine beside the bearer."""
    count = {Size.SMALL: 0, Size.TYPICAL: 3, Size.EXTREME: most}[size]
    return tuple(
        Member(name=name, latin=latin, born=born, relation=relation, number=f"20441800{n:02}")
        for n, (name, latin, born, relation) in enumerate(_FAMILY[:count], start=1)
    )


def heading(size: Size, number: str = "301/1405/7740") -> Heading:
    """The heading of a letter, with an office of a long name in the extreme."""
    is_long = size is Size.EXTREME
    return Heading(
        number=f"{number}-9" if is_long else number,
        on=ISSUED,
        annex="12 برگ و 3 لوح فشرده" if is_long else "",
        letterhead=LONG_OFFICE if is_long else "استانداری بوشهر، ادارهٔ کل امور اتباع و مهاجرین خارجی",
        office="دفتر نمایندگی شهرستان‌های جنوبی، لردگان" if is_long else "بوشهر",
        signer="سرپرست ادارهٔ کل امور اتباع و مهاجرین خارجی استان" if is_long else "مدیرکل امور اتباع",
        enquiries="" if size is Size.SMALL else "077-33330696 و 077-33330697، هر روز کاری از 7:30 تا 14:00",
    )


@cache
def proof(name: str, size: Size, *, is_card: bool = False) -> Proof:
    """A code that proves nothing, as wide as real ones are: version 13 on a card, up to 20 on paper."""
    letters = {Size.SMALL: 180, Size.TYPICAL: 276, Size.EXTREME: 272 if is_card else 540}[size]
    drawn = hashlib.shake_256(name.encode()).digest(letters + LENGTH)
    code = "".join(ALPHABET[byte % len(ALPHABET)] for byte in drawn[letters:])
    return Proof(code, tuple(address_square(drawn[:letters], page=PAGE)))


@cache
def likeness() -> bytes:
    """Nobody's portrait, in one hue, as JPEG."""
    picture = Image.new("RGB", (480, 640), "#e4e8f6")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((110, 80, 370, 470), fill="#46569b")
    draw.ellipse((40, 400, 440, 900), fill="#5a6bb0")
    draw.ellipse((165, 145, 315, 345), fill="#a9b5dd")
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def long_words(size: Size, words: Sequence[str]) -> tuple[str, ...]:
    """The first, all, or all of them three times."""
    return tuple({Size.SMALL: words[:1], Size.TYPICAL: words, Size.EXTREME: [*words] * 3}[size])
