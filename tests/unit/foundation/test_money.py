import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.errors import InvalidInput
from panah.foundation.money import MOST, Rial, format_both, format_rial, format_toman, parse_rial

AMOUNTS = st.integers(0, MOST).map(Rial)


def test_an_amount_is_written_in_grouped_persian_digits_with_tomans_beside_it() -> None:
    assert format_rial(Rial(500_000)) == "۵۰۰٬۰۰۰ ریال"
    assert format_toman(Rial(500_000)) == "۵۰٬۰۰۰ تومان"
    assert format_both(Rial(1_234_567_890)) == "۱٬۲۳۴٬۵۶۷٬۸۹۰ ریال (۱۲۳٬۴۵۶٬۷۸۹ تومان)"
    assert format_toman(Rial(5)) == "۰٫۵ تومان"
    assert format_toman(Rial(-15)) == "-۱٫۵ تومان"
    assert format_rial(Rial(0)) == "۰ ریال"


@pytest.mark.parametrize(
    "typed",
    [
        "500000",
        "۵۰۰۰۰۰",
        "٥٠٠٠٠٠",
        "500,000",
        "۵۰۰٬۰۰۰ ریال",
        "500.000 rial",
        "500 000",
        "۵۰٬۰۰۰ تومان",
        "50000 Toman",
    ],
)
def test_an_amount_is_read_however_it_was_typed(typed: str) -> None:
    assert parse_rial(typed) == 500_000


@given(AMOUNTS)
def test_what_is_written_is_read_back(amount: Rial) -> None:
    assert parse_rial(format_rial(amount)) == amount
    if amount % 10 == 0:
        assert parse_rial(format_toman(amount)) == amount


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount-unreadable"),
        ("ریال", "amount-unreadable"),
        ("-5", "amount-unreadable"),
        ("5.5", "amount-unreadable"),
        ("50,00", "amount-unreadable"),
        ("1,000.000", "amount-unreadable"),
        ("²", "amount-unreadable"),
        ("5 دلار", "amount-unit-unknown"),
        ("9" * 16, "amount-too-large"),
        ("9" * 5000, "amount-too-large"),
        ("999999999999999 تومان", "amount-too-large"),
    ],
)
def test_what_is_not_an_amount_says_why(typed: str, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        parse_rial(typed)


@given(st.text() | st.text(alphabet="0123456789۵٥,٬. ریالتومن-\0"))
def test_no_text_breaks_the_reader_of_amounts(text: str) -> None:
    try:
        amount = parse_rial(text)
    except InvalidInput:
        return
    assert 0 <= amount <= MOST
