"""Pure rules of the registry."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.errors import InvalidInput
from panah.registry.rules import PURPOSES, MemberFacts, Reading, age_on, compact, is_minor, successor

ON = date(2026, 11, 22)
births = st.dates(date(1930, 1, 1), ON)
members = st.lists(
    st.builds(MemberFacts, st.integers(1, 10**6), births, st.booleans()),
    max_size=9,
    unique_by=lambda m: m.person_id,
)


@given(births)
def test_age_grows_by_one_in_a_year_and_is_never_negative(born: date) -> None:
    assert 0 <= age_on(born, ON) <= age_on(born, ON + timedelta(days=366)) <= age_on(born, ON) + 2


def test_one_comes_of_age_on_the_eighteenth_jalali_birthday() -> None:
    birthday = date(2008, 11, 21)  # 1 Azar 1387
    assert not is_minor(birthday, date(2026, 11, 22))
    assert is_minor(birthday, date(2026, 11, 21))


@given(members)
def test_whoever_is_left_there_is_a_head_among_them(left: list[MemberFacts]) -> None:
    chosen = successor(left, ON)
    assert (chosen is None) == (not left)
    assert chosen is None or chosen in {member.person_id for member in left}


@given(members, st.randoms())
def test_the_next_head_does_not_depend_on_the_order_of_members(
    left: list[MemberFacts], random: object
) -> None:
    shuffled = sorted(left, key=lambda member: -member.person_id)
    assert successor(left, ON) == successor(shuffled, ON)


def test_a_widow_comes_before_an_older_mother_in_law() -> None:
    widow = MemberFacts(1, date(1990, 1, 1), is_spouse_of_head=True)
    assert successor([MemberFacts(2, date(1940, 1, 1)), widow], ON) == 1


def test_a_child_bride_does_not_come_before_adults() -> None:
    child = MemberFacts(1, date(2012, 1, 1), is_spouse_of_head=True)
    assert successor([child, MemberFacts(2, date(1940, 1, 1))], ON) == 2


@pytest.mark.parametrize("typed", ["A-۱۲۳ ۴۵", "a١٢٣٤٥", "A 123.45", "\u200eA12345"])
def test_a_number_is_one_however_it_is_typed(typed: str) -> None:
    assert compact(typed) == "A12345"


@given(st.text())
def test_compacting_twice_changes_nothing(text: str) -> None:
    assert compact(compact(text)) == compact(text)


def test_looking_needs_a_known_purpose() -> None:
    with pytest.raises(InvalidInput, match="purpose-unknown"):
        Reading(actor_id=1, role="bureau-expert", purpose="curiosity", at=datetime(2026, 1, 1, tzinfo=UTC))


def test_no_purpose_that_may_harm_sees_where_people_live() -> None:
    for purpose in ("revocation", "removal", "inquiry"):
        assert not PURPOSES[purpose].shows_whereabouts
