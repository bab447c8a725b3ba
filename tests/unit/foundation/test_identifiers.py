import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import InvalidInput
from panah.foundation.identifiers import (
    PARSERS,
    in_groups,
    parse_bank_card,
    parse_card_number,
    parse_household_code,
    parse_national_code,
    parse_passport_number,
    parse_postal_code,
    parse_service_id,
    parse_sheba,
    parse_tazkira_number,
    parse_unique_code,
)

ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
SAMPLES = {
    "national-code": "0499370899",
    "sheba": "IR820540102680020817909002",
    "bank-card": "6037701689095443",
    "postal-code": "7514763448",
    "household-code": "301123456",
    "unique-code": "123456789012",
    "card-number": "A10000001",
    "passport-number": "P01234567",
    "tazkira-number": "1400010012345",
    "service-id": "10031076000",
}


def test_every_kind_of_identifier_has_a_sample_here() -> None:
    assert set(SAMPLES) == set(PARSERS)


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_number_typed_in_any_digits_with_spaces_and_dashes_is_read(kind: str) -> None:
    sample = SAMPLES[kind]
    parted = in_groups(sample)

    for typed in (sample, to_persian_digits(sample), sample.translate(ARABIC), sample.lower(), parted):
        assert PARSERS[kind](f" {typed}\u200f") == sample
        assert PARSERS[kind](typed.replace("\u00a0", "-")) == sample
        assert PARSERS[kind](typed.replace("\u00a0", "\u200c")) == sample


@pytest.mark.parametrize("kind", PARSERS)
@pytest.mark.parametrize("typed", ["", " ", "؟", "الف", "12\u0966\u0967", "x" * 500, "1" * 500, "²²²²²²²²²²"])
def test_what_cannot_be_such_a_number_is_refused_under_its_own_name(kind: str, typed: str) -> None:
    with pytest.raises(InvalidInput, match=f"^{kind}-(unreadable|length|checksum)"):
        PARSERS[kind](typed)


@pytest.mark.parametrize("kind", PARSERS)
@given(text=st.text() | st.text(alphabet="0123456789۰۹٠٩IR-\0\u202e ", max_size=30))
def test_no_text_breaks_a_reader_and_what_is_read_stays_read(kind: str, text: str) -> None:
    try:
        stored = PARSERS[kind](text)
    except InvalidInput:
        return
    assert stored.isascii()
    assert stored.isalnum()
    assert PARSERS[kind](stored) == stored


@pytest.mark.parametrize("kind", ["national-code", "sheba", "bank-card"])
@given(data=st.data())
def test_one_digit_mistyped_is_always_noticed(kind: str, data: st.DataObject) -> None:
    sample = SAMPLES[kind]
    at = data.draw(st.integers(2, len(sample) - 1))
    wrong = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != sample[at]]))

    with pytest.raises(InvalidInput, match=f"{kind}-checksum"):
        PARSERS[kind](sample[:at] + wrong + sample[at + 1 :])


@pytest.mark.parametrize("digit", "0123456789")
def test_ten_equal_digits_are_no_national_code(digit: str) -> None:
    with pytest.raises(InvalidInput, match="national-code-checksum"):
        parse_national_code(digit * 10)


@given(st.integers(1, 999_999_999).map(lambda n: f"{n:09}"))
def test_just_one_last_digit_completes_a_national_code(nine: str) -> None:
    accepted = [last for last in "0123456789" if _reads(nine + last)]

    assert len(accepted) == (0 if set(nine) == {nine[0]} else 1)


def _reads(code: str) -> bool:
    try:
        parse_national_code(code)
    except InvalidInput:
        return False
    return True


def test_a_sheba_may_be_typed_without_its_letters() -> None:
    assert parse_sheba("۰۶ ۲۹۶۰ ۰۰۰۰ ۰۰۱۰ ۰۳۲۴ ۲۰۰۰ ۰۱") == "IR062960000000100324200001"
    with pytest.raises(InvalidInput, match="sheba-unreadable"):
        parse_sheba("DE820540102680020817909002")


def test_a_card_of_sixteen_noughts_is_refused() -> None:
    with pytest.raises(InvalidInput, match="bank-card-checksum"):
        parse_bank_card("0" * 16)


def test_a_postal_code_does_not_begin_with_nought() -> None:
    with pytest.raises(InvalidInput, match="postal-code-unreadable"):
        parse_postal_code("0514763448")


def test_numbers_without_a_published_rule_keep_their_length_and_their_noughts() -> None:
    assert parse_unique_code("۰۰۱۲۳۴۵۶۷۸") == "0012345678"
    assert parse_household_code("007") == "007"
    assert parse_service_id("۱۰۰۳۱۰۷۶۰۰") == "1003107600"
    assert parse_tazkira_number("1400-0100-12345") == "1400010012345"


def test_letters_of_a_serial_are_stored_in_capitals() -> None:
    assert parse_passport_number("o r-1234567") == "OR1234567"
    assert parse_card_number("a۱۰۰۰۰۰۰۱") == "A10000001"


def test_a_long_number_is_parted_for_the_eye_without_breaking() -> None:
    assert in_groups("6037701689095443") == "6037\u00a07016\u00a08909\u00a05443"
    assert in_groups("12345", 2) == "12\u00a034\u00a05"
