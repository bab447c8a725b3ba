"""What stands on a letter: paragraphs as typed, related letters by their own numbers, marks only where they belong."""

from datetime import date

import pytest

from panah.correspondence.rules.codes import typed_letter
from panah.correspondence.rules.sheet import Frame, Given, Related, Wording, letter_sheet, paragraphs, voided
from panah.correspondence.rules.squares import square
from panah.correspondence.rules.words import Classification, Urgency, annex_in_words
from panah.documents.rules.codes import code_in
from panah.documents.typesetting import typeset

FRAME = Frame(letterhead="اداره کل", office="اداره کل", signer="کارشناس", behalf="مدیرکل", enquiries="077-1")
GIVEN = Given(
    number="18/1405/7", on=date(2026, 11, 22), code="K7M4P2XW9Q", page="http://panah.example/verify"
)


def wording(**change: object) -> Wording:
    said: dict[str, object] = {
        "to": "بانک",
        "subject": "پرسش",
        "body": "با سلام\n\nسطر نخست\nسطر دوم",
        "annex": "",
        "copies": (),
        "urgency": Urgency.NORMAL,
        "classification": Classification.NORMAL,
        "size": "a4",
    }
    return Wording(**(said | change))  # type: ignore[arg-type]  # by name


def test_paragraphs_are_parted_where_the_writer_left_a_line_empty() -> None:
    assert paragraphs(" الف \n\n\n ب\nپ \n \n") == ["الف", "ب\nپ"]


def test_a_plain_letter_bears_no_mark_and_an_urgent_confidential_one_both() -> None:
    plain = letter_sheet(wording(), FRAME, GIVEN)
    assert (plain["urgency"], plain["classification"], plain["annex"]) == ("", "", "ندارد")
    marked = letter_sheet(
        wording(urgency=Urgency.IMMEDIATE, classification=Classification.CONFIDENTIAL), FRAME, GIVEN
    )
    assert (marked["urgency"], marked["classification"]) == ("آنی", "محرمانه")


def test_the_letter_it_answers_stands_by_the_number_its_sender_gave_it() -> None:
    sheet = letter_sheet(wording(in_reply_to=Related(number="90/ب", on=date(2026, 11, 1))), FRAME, GIVEN)
    assert sheet["in_reply_to"] == "نامهٔ شمارهٔ ۹۰/ب مورخ ۱۴۰۵/۰۸/۱۰"


def test_a_draft_has_neither_number_nor_square_and_says_what_it_is() -> None:
    sheet = letter_sheet(wording(), FRAME, None)
    assert (sheet["square"], sheet["code"], sheet["draft"] != "") == ([], "", True)


def test_the_hand_says_for_whom_it_signs() -> None:
    assert letter_sheet(wording(), FRAME, GIVEN)["hand"] == "از طرف مدیرکل\nکارشناس\nامضا"


@pytest.mark.parametrize(
    ("count", "text", "said"), [(0, "", ""), (2, "", "2 برگ"), (2, "کارت", "2 برگ: کارت"), (0, "لوح", "لوح")]
)
def test_an_annex_is_said_in_words(count: int, text: str, said: str) -> None:
    assert annex_in_words(count, text) == said


@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize("given", [GIVEN, None])
def test_every_letter_can_be_typeset_and_a_long_one_goes_on(size: str, given: Given | None) -> None:
    long = "\n\n".join(["این نامه دراز است و به صفحهٔ دوم می‌رود. " * 12] * 12)
    pdf = typeset("letter", letter_sheet(wording(size=size, body=long, copies=("الف", "ب")), FRAME, given))
    assert pdf.startswith(b"%PDF")
    assert typeset("letter", voided(letter_sheet(wording(size=size), FRAME, given))).startswith(b"%PDF")


def test_the_code_is_found_in_its_own_square_and_in_no_other() -> None:
    assert len(square(GIVEN.page, GIVEN.code)) == len(square(GIVEN.page, GIVEN.code)[0])
    assert code_in(f"{GIVEN.page}?n={GIVEN.code}") == GIVEN.code
    for other in (
        "",
        "hello",
        f"{GIVEN.page}#{GIVEN.code}",
        "https://x.example/?n=1&n=2",
        "https://[?n=1",
        "WIFI:S:net;;",
    ):
        assert code_in(other) is None


def test_a_letter_is_typed_by_code_or_number() -> None:
    assert typed_letter("k7m4p-2xw9q") == ("code", "K7M4P2XW9Q")
    assert typed_letter("۱۸ / ۱۴۰۵ / ۷") == ("number", "18/1405/7")
    assert typed_letter("سلام") is None
