"""What a letter's number says."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.correspondence.rules import letter_number, read_secretariat_code, register_year
from panah.documents.rules.codes import read_number
from panah.foundation.digits import to_persian_digits
from panah.foundation.errors import InvalidInput

CODES = st.from_regex(r"[0-9A-Za-z]{1,12}", fullmatch=True)


def test_a_number_names_secretariat_year_and_place() -> None:
    assert letter_number("44", 1405, 2203) == "44/1405/2203"


@pytest.mark.parametrize(
    ("day", "year"), [(date(2027, 3, 20), 1405), (date(2027, 3, 21), 1406), (date(2025, 3, 20), 1403)]
)
def test_the_year_of_a_register_is_jalali(day: date, year: int) -> None:
    assert register_year(day) == year


@given(CODES, st.integers(1300, 1500), st.integers(1, 10**7))
def test_every_number_is_found_again_as_people_type_it(code: str, year: int, n: int) -> None:
    number = letter_number(read_secretariat_code(code), year, n)
    assert read_number(to_persian_digits(number).replace("/", " / ")) == number
    assert read_number(number.replace("/", "-")) == number


@pytest.mark.parametrize("code", ["", "4/4", "دبیر", "x" * 13, "4-4"])
def test_a_code_that_would_blur_the_number_is_refused(code: str) -> None:
    with pytest.raises(InvalidInput, match="secretariat-code"):
        read_secretariat_code(code)
