"""The papers of the way home: what stands on each, in the words and letters whoever reads it needs."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.border_notice import BorderNotice, notice_sheet
from panah.documents.rules.exit_pass import ExitPass, exit_pass_sheet
from panah.documents.rules.keeping_receipt import KeepingReceipt, receipt_sheet
from panah.documents.rules.slip import Heading, Traveller
from panah.documents.rules.standing import Standing, State, standing
from panah.documents.typesetting import typeset
from panah.foundation.jalali import PartialDate

DAY = date(2026, 11, 22)
BORN = PartialDate(date(1988, 5, 1), date(1988, 5, 1), "day")
PASS = ExitPass(
    title="برگهٔ خروج",
    heading=Heading(
        number="18/1405/7", on=DAY, annex="", letterhead="اداره", office="اداره", signer="مدیرکل"
    ),
    traveller=Traveller(
        name="ماه‌گل رحیمی",
        latin="Mahgul Rahimi",
        born=BORN,
        nationality="افغانستان",
        card="77",
        card_kind="کارت",
    ),
    father="رحیم",
    nationality_code="AFG",
    household_code="",
    border="دوغارون",
    border_code="dogharoun",
    since=DAY,
    until=DAY + timedelta(days=15),
    portrait="",
    replaces="",
    code="K7M4P2XW9Q",
    square=["x.x", ".x.", "x.x"],
)
RECEIPT = KeepingReceipt(
    name="ماه‌گل رحیمی", latin="Mahgul Rahimi", paper="کارت آمایش", number="77", against="18/1405/7", office="اداره",
    enquiries="", code="K7M4P2XW9Q", at=datetime(2026, 11, 22, 8, 5, tzinfo=UTC),
    taken_code="ABCDE23456",
)  # fmt: skip
NOTICE = BorderNotice(
    is_void=False, withdraws="", on=DAY, office="اداره", enquiries="", border="دوغارون", number="18/1405/7",
    name="ماه‌گل رحیمی", latin="", father="رحیم", born=BORN, nationality="افغانستان", since=DAY, until=None,
)  # fmt: skip


def test_a_foreign_post_reads_the_exit_paper_too() -> None:
    sheet = exit_pass_sheet(PASS)
    assert (sheet["born_latin"], sheet["nationality_latin"], sheet["border_latin"]) == (
        "1 May 1988",
        "AFG",
        "DOGHAROUN",
    )
    assert sheet["father"] == "رحیم"


def test_a_birth_year_is_not_made_a_day_and_a_border_written_by_hand_is_not_made_latin() -> None:
    year = PartialDate(date(1988, 3, 21), date(1989, 3, 20), "year")
    sheet = exit_pass_sheet(
        replace(PASS, traveller=replace(PASS.traveller, born=year), border_code="مرز دیگر")
    )
    assert (sheet["born_latin"], sheet["border_latin"]) == ("1988/89", "")


def test_a_paper_sealed_before_a_fact_was_added_is_printed_again() -> None:
    sheet = exit_pass_sheet(PASS)
    old = {
        name: value
        for name, value in sheet.items()
        if name not in {"father", "born_latin", "nationality_latin", "border_latin"}
    }
    assert typeset("exit-pass", old).startswith(b"%PDF-")


def test_the_receipt_says_what_was_taken_for_what_and_how_it_comes_back() -> None:
    sheet = receipt_sheet(RECEIPT)
    assert sheet["title"] == "رسید تحویل مدارک"
    assert ["در برابر", "برگهٔ خروج ۱۸/۱۴۰۵/۷"] in list(sheet["facts"])  # type: ignore[arg-type]  # a list of pairs
    assert "هر وقت بخواهید بمانید" in str(sheet["words"])
    assert "۱۱:۳۵" in str(sheet["facts"])


def test_the_receipt_of_the_return_closes_the_first() -> None:
    sheet = receipt_sheet(replace(RECEIPT, is_return=True))
    assert sheet["title"] == "رسید بازپس‌دادن مدارک"
    assert "ABCDE-23456" in str(sheet["facts"])
    assert "در برابر" not in str(sheet["facts"])


def test_a_receipt_is_read_in_latin_letters_too() -> None:
    sheet = receipt_sheet(RECEIPT)
    assert "belongs to its holder" in str(sheet["words_latin"])
    assert (sheet["date_latin"], sheet["heads_latin"]) == (
        "22 Nov 2026",
        ["Kept since", "Against exit paper"],
    )
    for one in (RECEIPT, replace(RECEIPT, is_return=True, latin="")):
        assert typeset("keeping-receipt", receipt_sheet(one)).startswith(b"%PDF-")


def test_a_number_with_latin_letters_keeps_latin_digits() -> None:
    assert receipt_sheet(replace(RECEIPT, number="A-۱۰۲۹"))["number"] == "A-1029"
    assert receipt_sheet(replace(RECEIPT, number="77"))["number"] == "۷۷"
    assert notice_sheet(replace(NOTICE, withdraws="B-1"))["withdraws"] == "B-1"


@pytest.mark.parametrize("notice", [NOTICE, replace(NOTICE, is_void=True, withdraws="B-1", until=DAY)])
def test_the_letter_to_the_border_is_typeset_and_is_no_ground_to_hold_anybody(notice: BorderNotice) -> None:
    sheet = notice_sheet(notice)
    assert ("بازداشت" in str(sheet["words"])) is notice.is_void
    assert typeset("border-notice", sheet).startswith(b"%PDF-")


@given(
    st.sampled_from(State),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    st.dates(date(2020, 1, 1), date(2030, 1, 1)),
)
def test_a_used_paper_is_never_good_again_and_a_void_one_stays_void(
    state: State, first: date, on: date
) -> None:
    worth = standing(state=state, valid_from=first, valid_until=first, on=on, is_used=True)
    assert worth is (Standing.OVER if state is State.VALID else Standing.VOID)
