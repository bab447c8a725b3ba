"""What stands on an introduction letter (معرفی‌نامه): who comes, to whom, what for; each addressee has its own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from panah.documents.rules.data import PORTRAIT
from panah.documents.rules.faces.paper import Letter, Sheet, letter_data, persian
from panah.documents.rules.faces.people import Bearer, Member, bearer_data, member_rows
from panah.documents.rules.slip import day_data
from panah.foundation.digits import to_persian_digits

TITLE: Final = "معرفی‌نامه"
TITLE_LATIN: Final = "LETTER OF INTRODUCTION"


class Addressee(StrEnum):
    """To whom people are introduced."""

    BANK = "bank"
    SCHOOL = "school"
    HOSPITAL = "hospital"
    WORK = "work"
    LICENCE_OFFICE = "licence-office"


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter to an addressee is about, and its paragraphs; `members` heads the table of those named beside."""

    about: str
    paragraphs: tuple[str, ...]
    members: str = "همراهان"


WORDS: Final[Mapping[Addressee, Words]] = {
    Addressee.BANK: Words(
        "معرفی برای خدمات بانکی",
        (
            (
                "با سلام، دارندهٔ این نامه از پناهندگان ثبت‌شده در این اداره است. هویت و اقامت قانونی "
                "نام‌برده تا تاریخ زیر گواهی می‌شود."
            ),
            (
                "خواهشمند است برای گشودن حساب و دیگر خدمات بانکی، بر پایهٔ اصل مدرک و این نامه و با رعایت "
                "مقررات آن بانک اقدام فرمایید. پاسخ نه را، با دلیل، به همین اداره نیز بنویسید."
            ),
        ),
    ),
    Addressee.SCHOOL: Words(
        "معرفی برای نام‌نویسی در مدرسه",
        (
            "با سلام، دانش‌آموزان نام‌برده برای نام‌نویسی در سال تحصیلی پیش رو معرفی می‌شوند.",
            (
                "نبودن یا کامل‌نبودن مدرک تحصیلی پیشین جلوی نام‌نویسی را نمی‌گیرد؛ پایه با سنجش همان مدرسه "
                "روشن می‌شود. خواهشمند است نتیجه را به خانواده بگویید و برگه‌ای از این خانواده نزد خود نگه "
                "ندارید."
            ),
        ),
        "دانش‌آموزان",
    ),
    Addressee.HOSPITAL: Words(
        "معرفی برای پذیرش و درمان",
        (
            (
                "با سلام، نام‌برده برای پذیرش و درمان معرفی می‌شود. خواهشمند است با همان تعرفه‌ای که برای "
                "پناهندگان ثبت‌شده و بیمهٔ سلامت آنان ابلاغ شده است پذیرفته شود."
            ),
            "پذیرش فوریت‌های پزشکی به این نامه بسته نیست. هیچ آگاهی پزشکی برای این اداره نفرستید.",
        ),
        "همراهان و اعضای زیر پوشش",
    ),
    Addressee.WORK: Words(
        "معرفی برای کارت کار موقت",
        (
            (
                "با سلام، نام‌برده، که اقامت قانونی او تا تاریخ زیر گواهی می‌شود، برای بررسی و صدور کارت "
                "کار موقت معرفی می‌شود."
            ),
            "این نامه خود پروانهٔ کار نیست. خواهشمند است تصمیم و شمارهٔ کارت را به متقاضی بنویسید.",
        ),
    ),
    Addressee.LICENCE_OFFICE: Words(
        "معرفی برای گواهینامه یا پروانه",
        (
            (
                "با سلام، هویت و اقامت قانونی نام‌برده تا تاریخ زیر گواهی می‌شود و او برای درخواست "
                "گواهینامه یا پروانه معرفی می‌گردد."
            ),
            (
                "پذیرش درخواست و شرایط آن با آن مرجع است؛ خواهشمند است پاسخ، اگر نه باشد، با دلیل و مادهٔ "
                "آن به متقاضی داده شود."
            ),
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IntroductionLetter(Letter):
    """To `to`; `members` are introduced with the bearer, `paragraphs` are a directive's words in place of ours."""

    addressee: Addressee
    to: str
    bearer: Bearer
    members: tuple[Member, ...] = ()
    paragraphs: tuple[str, ...] = ()
    until: date
    portrait: str = ""


def introduction_letter_sheet(letter: IntroductionLetter) -> Sheet:
    """Write the letter as the data of its face `introduction-letter`."""
    words = WORDS[letter.addressee]
    return {
        **letter_data(letter, title=TITLE, title_latin=TITLE_LATIN),
        "to": to_persian_digits(letter.to),
        "about": words.about,
        "bearer": bearer_data(letter.bearer),
        "members": member_rows(letter.members),
        "members_title": words.members,
        "words": persian(letter.paragraphs or words.paragraphs),
        "until": day_data(letter.until),
        PORTRAIT: letter.portrait,
    }
