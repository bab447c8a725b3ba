"""What goes on a paper: what is not known is left out, and what may not be said is refused before it is printed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from panah.documents.gallery import FACES, Size, sample
from panah.documents.gallery.cards import card
from panah.documents.gallery.people import BEARERS, ISSUED, YEAR, heading, proof
from panah.documents.gallery.proceedings import minutes
from panah.documents.rules.faces.amayesh_card import amayesh_card_sheet
from panah.documents.rules.faces.card_invalidation import Authority, CardInvalidation, card_invalidation_sheet
from panah.documents.rules.faces.decision import Decision, decision_sheet
from panah.documents.rules.faces.dossier import Dossier, Section, dossier_sheet
from panah.documents.rules.faces.introduction_letter import (
    WORDS,
    Addressee,
    IntroductionLetter,
    introduction_letter_sheet,
)
from panah.documents.rules.faces.minutes import minutes_sheet
from panah.documents.rules.faces.paper import Fact, Letter, Proof, born_data, fact_rows, letter_data
from panah.documents.rules.faces.people import Bearer, bearer_data
from panah.documents.typesetting import typeset
from panah.foundation.jalali import PartialDate

LETTER = Letter(heading=heading(Size.TYPICAL), proof=proof("letter", Size.TYPICAL))
DECISION = Decision(
    heading=LETTER.heading,
    proof=LETTER.proof,
    bearer=BEARERS[Size.TYPICAL],
    about="انتقال",
    case_number="301/05/4821",
    decided_by="مدیرکل",
    decided_on=ISSUED,
    outcome="با درخواست شما موافقت نشد.",
    reasons=("گنجایش نیست.",),
    rules=("بند 3",),
)
INVALIDATION = CardInvalidation(
    heading=LETTER.heading,
    proof=LETTER.proof,
    bearer=BEARERS[Size.TYPICAL],
    card="کارت آمایش",
    card_number="2044180971",
    cause="خاتمه",
    authority=Authority(number="1", on=ISSUED, by="مدیرکل", objection="نرسید"),
    najva=None,
    is_card_here=True,
    holds_now="برگهٔ تردد ۹۰ روزه",
    first_officer="کارشناس",
    second_officer="مسئول",
)


def test_every_letter_bears_number_date_and_annex() -> None:
    for name in FACES:
        sheet = sample(name).sheet
        if not name.endswith("-card"):
            assert (sheet["number"], sheet["date"], sheet["annex"]) == (
                "۳۰۱/۱۴۰۵/۷۷۴۰",
                "۱۴۰۵/۰۹/۰۱",
                "ندارد",
            )


def test_what_nobody_knows_is_left_out() -> None:
    facts = bearer_data(Bearer(name="گل‌آغا"))["facts"]
    assert facts == []
    assert fact_rows([Fact("نشانی", "")]) == []


@pytest.mark.parametrize(
    ("born", "jalali", "latin"),
    [
        (PartialDate(date(1997, 8, 5), date(1997, 8, 5), "day"), "۱۳۷۶/۰۵/۱۴", "5 Aug 1997"),
        (YEAR, "۱۳۶۳", "1984/85"),
        (PartialDate(date(1990, 10, 23), date(1990, 11, 21), "month"), "آبان ۱۳۶۹", "1990"),
        (None, "", ""),
    ],
)
def test_a_birth_is_printed_as_far_as_it_is_known_and_no_further(
    born: PartialDate | None, jalali: str, latin: str
) -> None:
    assert born_data(born) == {"jalali": jalali, "latin": latin}


def test_a_number_with_latin_letters_keeps_its_digits() -> None:
    (row,) = fact_rows([Fact("شماره", "N-140509")])
    assert row["value"] == "N-140509"


def test_a_square_too_wide_to_be_read_is_refused() -> None:
    wide = Proof("K7M4P2XW9Q", ("x" * 81,) * 81)
    with pytest.raises(ValueError, match="81 rows"):
        amayesh_card_sheet(replace(card("amayesh-card", Size.TYPICAL), proof=wide))
    assert letter_data(replace(LETTER, proof=wide), title="برگه")["square"] == list(wide.square)
    with pytest.raises(ValueError, match="101 rows"):
        letter_data(replace(LETTER, proof=Proof("K7M4P2XW9Q", ("x" * 101,) * 101)), title="برگه")
    with pytest.raises(ValueError, match="2 rows"):
        letter_data(replace(LETTER, proof=Proof("K7M4P2XW9Q", ("x", "x"))), title="برگه")


def test_lines_no_machine_reads_are_refused() -> None:
    one = card("amayesh-card", Size.TYPICAL)
    with pytest.raises(ValueError, match="thirty"):
        amayesh_card_sheet(replace(one, mrz=(one.mrz[0], one.mrz[1], "صادقی" + "<" * 25)))


def test_a_card_names_its_own_number_whatever_its_bearer_holds() -> None:
    one = replace(card("amayesh-card", Size.TYPICAL), number="2044180999")
    assert "۲۰۴۴۱۸۰۹۹۹" in str(amayesh_card_sheet(one)["bearer"])
    assert "۲۰۴۴۱۸۰۹۷۱" not in str(amayesh_card_sheet(one)["bearer"])


def test_no_decision_is_printed_without_reason_or_rule() -> None:
    assert decision_sheet(DECISION)["reasons"] == ["گنجایش نیست."]
    for lacking in (replace(DECISION, reasons=()), replace(DECISION, rules=())):
        with pytest.raises(ValueError, match="reason"):
            decision_sheet(lacking)


def test_one_officer_alone_invalidates_no_card() -> None:
    assert card_invalidation_sheet(INVALIDATION)["signers"] == ["کارشناس", "مسئول"]
    with pytest.raises(ValueError, match="two officers"):
        card_invalidation_sheet(replace(INVALIDATION, second_officer="کارشناس"))


def test_a_row_of_a_dossier_has_all_its_columns() -> None:
    dossier = Dossier(
        heading=LETTER.heading,
        proof=LETTER.proof,
        title="پرونده",
        bearer=BEARERS[Size.TYPICAL],
        sections=(Section(title="سابقه", columns=("روز", "رویداد"), rows=(("1405/01/01",),)),),
        made_for="دبیر",
        purpose="نشست",
    )
    with pytest.raises(ValueError, match="columns"):
        dossier_sheet(dossier)


@pytest.mark.parametrize("addressee", Addressee)
def test_each_addressee_reads_words_of_its_own_unless_a_directive_has_others(addressee: Addressee) -> None:
    letter = IntroductionLetter(
        heading=LETTER.heading,
        proof=LETTER.proof,
        addressee=addressee,
        to="گیرنده",
        bearer=BEARERS[Size.TYPICAL],
        until=ISSUED + timedelta(days=30),
    )
    assert introduction_letter_sheet(letter)["words"] == list(WORDS[addressee].paragraphs)
    assert introduction_letter_sheet(replace(letter, paragraphs=("متن 2",)))["words"] == ["متن ۲"]
    assert len({words.about for words in WORDS.values()}) == len(Addressee)


def test_minutes_below_the_quorum_say_that_nothing_holds() -> None:
    held = minutes(Size.TYPICAL)
    assert minutes_sheet(held)["has_quorum"] is True
    few = minutes_sheet(replace(held, quorum=6))
    assert few["has_quorum"] is False
    assert typeset("minutes", few) != typeset("minutes", minutes_sheet(held))
