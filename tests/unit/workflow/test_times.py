"""A time is written in one form only, and whatever else is written is refused, never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.durations import UNITS, Duration
from panah.workflow.times import After, Anchor, At, Before, UnreadableTime, parse_length, parse_time


def _known(name: str) -> Anchor | None:
    return Anchor("step", name) if name == "issue" else None


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("30 minutes", After(Duration(30, "minute"))),
        ("1 working-day", After(Duration(1, "working-day"))),
        ("6 months after issue", After(Duration(6, "month"), Anchor("step", "issue"))),
        ("24 hours before issue", Before(Duration(24, "hour"), Anchor("step", "issue"))),
        ("at issue", At(Anchor("step", "issue"))),
    ],
)
def test_each_form_of_time_is_read(text: str, time: object) -> None:
    assert parse_time(text, _known) == time


def test_a_moment_nobody_knows_is_given_back_by_its_name() -> None:
    assert parse_time("3 days after nothing", _known) == "nothing"


@pytest.mark.parametrize(
    "text", ["", "3", "days", "3days", "-3 days", "03 days", "3 weeks", "3 days after", "at", "۳ days"]
)
def test_another_form_is_refused(text: str) -> None:
    with pytest.raises(UnreadableTime):
        parse_time(text, _known)


@given(st.integers(1, 99), st.sampled_from(UNITS))
def test_what_a_duration_says_is_read_back(n: int, unit: str) -> None:
    read = parse_length(f"{n} {unit}{'' if n == 1 else 's'}")
    assert (read.n, read.unit) == (n, unit)


@given(st.text())
def test_any_text_is_a_time_or_is_refused_as_unreadable(text: str) -> None:
    try:
        found = parse_time(text, _known)
    except UnreadableTime:
        return
    assert isinstance(found, After | Before | At | str)
