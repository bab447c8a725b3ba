"""Trying again, and the words for what is recorded."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from panah.documents.rules.najva import ACT_TITLES, act_title, next_try


@given(st.integers(min_value=1, max_value=30))
def test_pauses_grow_and_never_pass_an_hour(attempts: int) -> None:
    assert timedelta(seconds=10) <= next_try(attempts) <= next_try(attempts + 1) <= timedelta(hours=1)


def test_what_has_no_words_yet_stands_as_it_is() -> None:
    assert act_title("never:heard-of") == "never:heard-of"
    assert all(ACT_TITLES.values())
