"""What a paper is worth on a day, how long it lasts, and the code one looks it up by."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.codes import ALPHABET, LENGTH, new_code, read_code, read_number, show_code
from panah.documents.rules.standing import Standing, State, standing
from panah.documents.rules.validity import day_of
from panah.foundation.digits import to_persian_digits
from panah.foundation.durations import Duration
from panah.foundation.errors import InvalidInput
from panah.workflow.times import After, Anchor, At, Before

FIRST, LAST = date(2026, 11, 26), date(2026, 12, 11)
DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("on", "worth"),
    [
        (FIRST - timedelta(days=1), Standing.NOT_YET),
        (FIRST, Standing.VALID),
        (LAST, Standing.VALID),
        (LAST + timedelta(days=1), Standing.OVER),
    ],
)
def test_both_days_of_a_span_belong_to_the_paper(on: date, worth: Standing) -> None:
    assert standing(state=State.VALID, valid_from=FIRST, valid_until=LAST, on=on) == worth


@given(DAYS, st.sampled_from([State.VOID, State.REPLACED]))
def test_no_day_makes_a_void_paper_valid(on: date, state: State) -> None:
    assert standing(state=state, valid_from=FIRST, valid_until=LAST, on=on) == Standing.VOID
    assert standing(state=state, valid_from=FIRST, valid_until=None, on=on) == Standing.VOID


@given(DAYS)
def test_a_paper_without_an_end_is_never_over(on: date) -> None:
    assert standing(state=State.VALID, valid_from=FIRST, valid_until=None, on=on) != Standing.OVER


TRIP = Anchor("date", "trip-ends")


@pytest.mark.parametrize(
    ("time", "day"),
    [
        (None, None),
        (At(TRIP), LAST),
        (After(Duration(90, "day")), FIRST + timedelta(days=90)),
        (After(Duration(1, "month")), date(2026, 12, 26)),
        (After(Duration(1, "year")), date(2027, 11, 26)),
        (Before(Duration(2, "day"), TRIP), LAST - timedelta(days=2)),
    ],
)
def test_a_paper_lasts_as_its_service_says(time: After | Before | At | None, day: date | None) -> None:
    assert day_of(time, issued_on=FIRST, dates={"trip-ends": LAST}) == day


@pytest.mark.parametrize(
    ("time", "code"),
    [
        (At(TRIP), "validity-date-missing"),
        (At(Anchor("expiry", "card")), "validity-unreadable"),
        (After(Duration(3, "working-day")), "validity-unreadable"),
    ],
)
def test_a_length_no_paper_can_have_is_refused_by_name(time: After | At, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        day_of(time, issued_on=FIRST, dates={})


def test_codes_are_drawn_from_letters_that_are_not_misread() -> None:
    drawn = {new_code() for _ in range(500)}
    assert len(drawn) == 500
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in drawn)
    assert not set("01OILU") & set(ALPHABET)


@given(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    for typed in (
        code.lower(),
        show_code(code),
        f" {code[:3]} {code[3:]} ",
        to_persian_digits(show_code(code)),
    ):
        assert read_code(typed) == code


@pytest.mark.parametrize(
    "typed", ["", "K7M4P", "K7M4P-2XW9O", "شماره", "18/1405/2345", "K7M4P2XW9QQ", "1" * 10]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@pytest.mark.parametrize("typed", ["", "18/1405", "18//1405", "1/2/3/4", "18/۱۴۰۵/الف", "K7M4P-2XW9Q", "٣"])
def test_what_cannot_be_a_letter_number_is_none(typed: str) -> None:
    assert read_number(typed) is None


@given(st.text())
def test_nothing_typed_breaks_the_reading(typed: str) -> None:
    code, number = read_code(typed), read_number(typed)
    assert code is None or number is None or "/" not in typed
