"""When a status counts as given up freely: whose hands said what, when, and what was sent back (S8, S12, S13)."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.casework.way_out import Word, lacking
from panah.catalogue.rules.bundle import load_process
from panah.catalogue.shipped import shipped_files

SLUG = "voluntary-departure"
DEPARTURE = load_process(SLUG, shipped_files(SLUG))
BEGUN = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)
COUNSELLOR, HERSELF, FIRST, SECOND, EXPERT, THIRD = range(1, 7)
HOURS = {
    "people/talk/hear": 0,
    "people/talk/undertake": 1,
    "people/talk/child": 1,
    "people/approve": 80,
    "people/approve-second": 90,
    "people/confirm": 900,
}

type Said = tuple[str, str, *tuple[int, ...]]
"""A step without its block, a word, and the hands that said it: one's own first, then whose one stands in for."""

HEARD: list[Said] = [("talk/hear", "voluntary", COUNSELLOR), ("talk/undertake", "signed", HERSELF)]
APPROVED: list[Said] = [("approve", "approved", FIRST), ("approve-second", "approved", SECOND)]
LEFT: list[Said] = [("confirm", "already-left", EXPERT)]


def words(said: Sequence[Said], *, later: float = 0) -> list[Word]:
    """These words in their order, each at its usual hour after the beginning."""
    found = []
    for name, word, *hands in said:
        step = f"people/{name}"
        at = BEGUN + timedelta(hours=HOURS.get(step, 0) + later)
        found.append(Word(step, word, at, frozenset(hands)))
    return found


def test_whoever_was_heard_signed_and_was_approved_by_two_left_freely() -> None:
    assert lacking(DEPARTURE, words([*HEARD, *APPROVED, *LEFT])) == ""


@pytest.mark.parametrize(
    ("without", "lacks"),
    [
        ("talk/hear", "hearing"),
        ("talk/undertake", "signature"),
        ("approve", "two officers"),
        ("approve-second", "two officers"),
        ("confirm", "confirmation"),
    ],
)
def test_what_nobody_said_is_named(without: str, lacks: str) -> None:
    said = [one for one in (*HEARD, *APPROVED, *LEFT) if one[0] != without]
    assert lacking(DEPARTURE, words(said)) == lacks


@pytest.mark.parametrize(
    "second",
    [(FIRST,), (THIRD, FIRST), (FIRST, SECOND)],
    ids=["the same officer", "a stand-in for the first", "the first as a stand-in for the second"],
)
def test_a_stand_in_and_whom_they_stand_in_for_are_the_same_hands(second: tuple[int, ...]) -> None:
    said: list[Said] = [*HEARD, APPROVED[0], ("approve-second", "approved", *second), *LEFT]
    assert lacking(DEPARTURE, words(said)) == "two officers"


def test_two_stand_ins_of_one_officer_are_the_same_hands() -> None:
    said: list[Said] = [
        *HEARD,
        ("approve", "approved", THIRD, FIRST),
        ("approve-second", "approved", SECOND, FIRST),
        *LEFT,
    ]
    assert lacking(DEPARTURE, words(said)) == "two officers"


def test_a_stand_in_of_somebody_else_is_another_officer() -> None:
    said: list[Said] = [*HEARD, APPROVED[0], ("approve-second", "approved", THIRD, SECOND), *LEFT]
    assert lacking(DEPARTURE, words(said)) == ""


def test_two_words_at_one_step_are_not_two_officers() -> None:
    said: list[Said] = [*HEARD, ("approve", "approved", FIRST), ("approve", "approved", SECOND), *LEFT]
    assert lacking(DEPARTURE, words(said)) == "two officers"


@pytest.mark.parametrize("step", ["approve", "approve-second"])
def test_to_send_back_is_no_yes(step: str) -> None:
    said: list[Said] = [
        *HEARD,
        *(one for one in APPROVED if one[0] != step),
        (step, "returned", THIRD),
        *LEFT,
    ]
    assert lacking(DEPARTURE, words(said)) == "two officers"


def test_a_yes_that_was_sent_back_is_no_yes_any_more() -> None:
    back: Said = ("approve-second", "returned", SECOND)
    again: list[Said] = [("approve", "approved", THIRD), ("approve-second", "approved", THIRD)]
    assert lacking(DEPARTURE, words([*HEARD, APPROVED[0], back, *again, *LEFT])) == "two officers"
    assert lacking(DEPARTURE, words([*HEARD, APPROVED[0], back, *APPROVED, *LEFT])) == ""


def test_after_a_return_to_the_talk_the_three_days_count_from_the_new_signature() -> None:
    first = words([*HEARD, APPROVED[0]])
    back = words([("approve", "returned", SECOND)], later=85)
    again = words(HEARD, later=100)
    for later, lacks in ((60, "three days"), (100, "")):
        rest = words([*APPROVED, *LEFT], later=later)
        assert lacking(DEPARTURE, [*first, *back, *again, *rest]) == lacks


def test_a_child_needs_its_interest_weighed_and_no_signature() -> None:
    weighed: list[Said] = [("talk/child", "in-their-interest", COUNSELLOR)]
    assert lacking(DEPARTURE, words([*weighed, *APPROVED, *LEFT])) == ""
    assert lacking(DEPARTURE, words([*APPROVED, *LEFT])) == "signature"
    refused: list[Said] = [("talk/child", "not-in-interest", COUNSELLOR)]
    assert lacking(DEPARTURE, words([*refused, *APPROVED, *LEFT])) == "signature"


hands = st.frozensets(st.integers(1, 5), min_size=1, max_size=2)


@given(first=hands, second=hands)
def test_two_officers_are_two_whose_hands_have_nobody_in_common(
    first: frozenset[int], second: frozenset[int]
) -> None:
    said: list[Said] = [
        *HEARD,
        ("approve", "approved", *first),
        ("approve-second", "approved", *second),
        *LEFT,
    ]
    assert (lacking(DEPARTURE, words(said)) == "") is first.isdisjoint(second)


@given(st.lists(st.sampled_from([*HEARD, *APPROVED, *LEFT, ("nowhere", "approved", THIRD)]), max_size=8))
def test_nothing_but_the_whole_way_is_enough(said: list[Said]) -> None:
    needed = {one[:2] for one in (*HEARD, *APPROVED, *LEFT)}
    whole = needed <= {one[:2] for one in said}
    assert (lacking(DEPARTURE, words(said)) == "") is whole
