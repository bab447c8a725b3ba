import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.errors import InvalidInput
from panah.foundation.phones import format_phone, parse_phone, phone_is_doubtful, phone_is_mobile


@pytest.mark.parametrize(
    "typed",
    [
        "۰۹۱۲ ۱۲۳ ۴۵۶۷",
        "٠٩١٢١٢٣٤٥٦٧",
        "0098 912 123 4567",
        "+98-912-1234567",
        "912 123 4567",
        "\u202a09121234567\u202c",
    ],
)
def test_an_iranian_mobile_is_one_number_however_it_is_typed(typed: str) -> None:
    assert parse_phone(typed) == "+989121234567"


@pytest.mark.parametrize("typed", ["+93 70 123 4567", "0093701234567", "۰۷۰۱۲۳۴۵۶۷"])
def test_an_afghan_mobile_is_read_with_or_without_its_country(typed: str) -> None:
    assert parse_phone(typed) == "+93701234567"


def test_a_landline_of_a_bureau_is_read_and_gets_no_messages() -> None:
    number = parse_phone("077-33330696")

    assert number == "+987733330696"
    assert not phone_is_mobile(number)
    assert phone_is_mobile("+989121234567")


def test_a_number_newer_than_our_tables_passes_with_a_doubt() -> None:
    assert parse_phone("۰۹۹۹ ۹۰۰ ۰۰۰۰") == "+989999000000"
    assert parse_phone("+93 12 345 6789") == "+93123456789"
    assert phone_is_doubtful("+93123456789")
    assert not phone_is_doubtful("+989121234567")
    assert phone_is_doubtful("nothing")
    assert not phone_is_mobile("nothing")


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12",
        "ندارد",
        "0912 123 4567 x7",
        "0912-CALL-ME",
        "\0",
        "9" * 60,
        "000000",
        "1234567",
        "+999999999999",
    ],
)
def test_what_nobody_can_dial_is_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="phone-unreadable"):
        parse_phone(typed)


@given(st.text() | st.text(alphabet="0123456789۰۹٠٩+-() \0"))
def test_no_text_breaks_the_reader_and_what_is_stored_reads_as_itself(text: str) -> None:
    try:
        number = parse_phone(text)
    except InvalidInput:
        return
    assert parse_phone(number) == number


def test_a_number_is_shown_as_people_say_it_in_groups_that_do_not_break() -> None:
    assert format_phone("+989121234567") == "0912\u00a0123\u00a04567"
    assert format_phone("+93701234567") == "+93\u00a070\u00a0123\u00a04567"
    assert format_phone("not a number") == "not a number"
