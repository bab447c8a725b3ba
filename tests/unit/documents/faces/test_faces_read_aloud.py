"""What a reader aloud, a search and a copy meet: the words in their order, and every number whole."""

import pytest

from factories.printed_papers import as_read, read_aloud, sample_pdf
from panah.documents.gallery import FACES, Size, sample
from panah.documents.rules.data import Data

HEAD = ["جمهوری", "۳۰۱/۱۴۰۵/۷۷۴۰", "۱۴۰۵/۰۹/۰۱"]
PERSON = ["ملیحه", "SADEQI", "۱۳۷۶/۰۵/۱۴", "۹۹۰۱۴۴۲۰۸۸"]
ORDER = {
    "amayesh-card": ["شناسایی", "ملیحه", "SADEQI", "۱۳۷۶/۰۵/۱۴", "۲۰۴۴۱۸۰۹۷۱", "۱۴۰۶/۰۳/۳۱", "IRIRN204418097"],
    "hoviat-card": ["هویت", "ملیحه", "SADEQI", "۱۳۷۶/۰۵/۱۴", "۲۰۴۴۱۸۰۹۷۱", "۱۴۰۶/۰۳/۳۱", "بسنجید", "IRIRN204418097"],
    "ninety-day-slip": [*HEAD, "NINETY-DAY", *PERSON, "۱۴۰۵/۱۲/۰۱", "فرشته", "۲۰۴۴۱۸۰۰۰۳", "ازدواج"],
    "intercity-slip": [*HEAD, "INTER-CITY", "دشتستان", "شیراز", "NASRULLAH", "۲۰۴۴۱۸۰۰۰۳"],
    "exit-pass": [*HEAD, "EXIT", "NASRULLAH", "دوغارون", "۱۴۰۵/۰۹/۱۶"],
    "in-progress": [*HEAD, "CERTIFICATE", "stands", *PERSON, "۱۴۰۵/۱۲/۰۱", "۳۰۱/۰۵/۴۸۲۱"],
    "documents-receipt": [*HEAD, "RECEIPT", "۳۰۱/۰۵/۴۸۲۱", "۹:۴۲", "۲۰۴۴۱۸۰۹۷۱", "۷۸۴۵۱۲۳۶۹", "۱۴/۲۰۳"],
    "certificate": [*HEAD, "CERTIFICATE", *PERSON, "۱۳۹۲", "certify", "دانشگاه"],
    "identity-confirmation": [*HEAD, "CONFIRMATION", "particulars", *PERSON, "۱۴۰۵/۰۸/۲۹", "۱۴۰۶/۰۳/۳۱"],
    "exemption-confirmation": [*HEAD, "CONFIRMATION", "ملیحه", "۵۰۰٬۰۰۰", "فرشته", "۱۴۰۶/۰۳/۳۱", "استناد"],
    "permit-letter": [*HEAD, "PERMIT", "۱۴۰۵/۰۸/۱۲", "۱۶:۰۰", "۰۹۱۷-۰۰۰-۲۲۸۰", "۱۴۰۵/۰۹/۰۲", "شرط‌ها", "رونوشت"],
    "licence": [*HEAD, "LICENCE", "نیکوکاری", "۴۱۲۰۷", "۱۴۰۰۹۸۷۶۵۴۳", "مدیرعامل", "۱۴۰۸/۰۳/۳۱"],
    "introduction-letter=bank": [*HEAD, "INTRODUCTION", "بانک", *PERSON, "بانکی", "۱۴۰۵/۱۰/۰۱"],
    "introduction-letter=school": [*HEAD, "دبستان", *PERSON, "دانش‌آموزان", "فرشته", "۱۴۰۵/۱۰/۰۱"],
    "introduction-letter=hospital": [*HEAD, "بیمارستان", *PERSON, "فوریت‌های", "فرشته", "۱۴۰۵/۱۰/۰۱"],
    "introduction-letter=work": [*HEAD, "رفاه", *PERSON, "پروانهٔ", "۱۴۰۵/۱۰/۰۱"],
    "introduction-letter=licence-office": [*HEAD, "راهنمایی", *PERSON, "مرجع", "۱۴۰۵/۱۰/۰۱"],
    "notice": [*HEAD, "دعوت", *PERSON, "۱۴۰۴/۱۱/۰۲", "۱۱۲۰", "۱۴۰۵/۰۹/۲۱", "مترجم", "لیکلی", "ابلاغ"],
    "decision": [*HEAD, "تصمیم", *PERSON, "موافقت", "گنجایش", "کازرون", "اعتراض", "دیوان", "ابلاغ"],
    "dossier": [*HEAD, "محرمانه", *PERSON, "فرشته", "۱۳۹۲/۰۴/۱۱", "کارشناس"],
    "minutes": [*HEAD, "محرمانه", "صورتجلسه", "۹:۰۰", "ملیحه", "دشتی", "گل‌آغا", "باقری"],
    "card-invalidation": [*HEAD, "INVALIDATION", *PERSON, "خواست", "۱۴۰۵/۰۸/۰۱", "N-140509-5521", "۱۴۰۵/۰۹/۱۶"],
}  # fmt: skip


def test_the_order_of_every_face_is_known() -> None:
    assert set(ORDER) == set(FACES)


@pytest.mark.parametrize("name", FACES)
def test_a_reader_aloud_meets_each_paper_from_the_head_down(name: str) -> None:
    text = read_aloud(sample_pdf(name, Size.TYPICAL), "-raw")
    at = 0
    for piece in ORDER[name]:
        found = text.find(as_read(piece), at)
        assert found >= 0, (piece, text[at:])
        at = found + 1


@pytest.mark.parametrize(
    ("name", "size"), [(name, size) for name in FACES for size in (Size.TYPICAL, Size.EXTREME)]
)
def test_every_number_on_a_paper_is_printed_whole_and_upright(name: str, size: Size) -> None:
    text = read_aloud(sample_pdf(name, size), "-raw")
    for number in _numbers(sample(name, size).sheet):
        assert number in text, number


def _numbers(value: object) -> list[str]:
    """The texts of a sheet that are a number, a date or a code and nothing else."""
    if isinstance(value, str):
        plain = (
            not value.isspace()
            and set(value) <= set("۰۱۲۳۴۵۶۷۸۹/-:")
            and any(sign.isdigit() for sign in value)
        )
        return [value] if plain and len(value) > 3 else []
    if isinstance(value, dict):
        return [one for inner in value.values() for one in _numbers(inner)]
    if isinstance(value, list):
        return [one for inner in value for one in _numbers(inner)]
    return []


PHRASES: dict[str, list[str]] = {
    "in-progress": ["درخواست دارندهٔ این گواهی در دست بررسی است", "تجدید کارت شناسایی پناهندگان"],
    "decision": [
        "با درخواست شما موافقت نشد",
        "این تصمیم تنها دربارهٔ همین یک نفر است و از کارت و وضعیت دیگر اعضای خانواده چیزی نمی‌کاهد",
    ],
    "notice": ["هنوز هیچ تصمیمی گرفته نشده است"],
    "exit-pass": ["رفتن به خواست خود شخص است"],
}


@pytest.mark.parametrize("name", PHRASES)
def test_persian_is_copied_in_the_order_it_is_read(name: str) -> None:
    text = " ".join(read_aloud(sample_pdf(name, Size.TYPICAL)).split())
    for phrase in PHRASES[name]:
        assert as_read(phrase) in text


def test_the_lines_for_machines_are_read_whole() -> None:
    for size in Size:
        sheet: Data = sample("amayesh-card", size).sheet
        lines = sheet["mrz"]
        assert isinstance(lines, list)
        text = read_aloud(sample_pdf("amayesh-card", size), "-raw").replace(" ", "").split("\n")
        assert [line for line in text if "<<" in line][-3:] == lines
