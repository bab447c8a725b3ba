"""When two records look like one person, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.registry.rules.duplicates import (
    PROPOSED_FROM,
    Likeness,
    Looks,
    Reason,
    Spelling,
    likeness,
    meeting_keys,
)

BORN = date(1980, 5, 1)
AHMAD = Looks(
    person_id=1,
    spellings=(Spelling("گل‌احمد", "رحیمی"),),
    fathers=("نورمحمد",),
    sex="male",
    birth_first=BORN,
    birth_last=BORN,
    household_id=1,
)

names = st.sampled_from(["گل‌احمد", "Golahmad", "حسن", "حسین", "ماه‌گل", "", "علی رضا", "علیرضا"])
spellings = st.builds(Spelling, names, st.sampled_from(["رحیمی", "Rahimi", "نوری", ""]))
numbers = st.frozensets(
    st.tuples(st.sampled_from(["tazkira", "unique_code"]), st.sampled_from(["a", "b"])), max_size=2
)
days = st.dates(date(1979, 1, 1), date(1986, 1, 1))


@st.composite
def looks(draw: st.DrawFn, person_id: int) -> Looks:
    first = draw(days)
    return Looks(
        person_id=person_id,
        spellings=tuple(draw(st.lists(spellings, max_size=3))),
        fathers=tuple(draw(st.lists(names, max_size=2))),
        sex=draw(st.sampled_from(["male", "female"])),
        birth_first=first,
        birth_last=first + timedelta(days=draw(st.sampled_from([0, 0, 30, 364]))),
        numbers=draw(numbers),
        weak_numbers=draw(numbers),
        papers=draw(numbers),
        phones=draw(st.frozensets(st.sampled_from(["p", "q"]), max_size=2)),
        household_id=draw(st.sampled_from([None, 1, 2])),
        kin=draw(st.frozensets(st.sampled_from([1, 2, 3]), max_size=1)),
    )


def turned(one: Looks) -> Looks:
    """The same person, with what is known told in another order."""
    return replace(one, spellings=one.spellings[::-1], fathers=one.fathers[::-1])


@given(looks(1), looks(2))
def test_two_records_are_as_alike_whichever_comes_first(one: Looks, other: Looks) -> None:
    assert likeness(one, other) == likeness(other, one)


@given(looks(1), looks(2))
def test_the_order_in_which_names_were_recorded_tells_nothing(one: Looks, other: Looks) -> None:
    assert likeness(turned(one), turned(other)) == likeness(one, other)
    assert meeting_keys(turned(one)) == meeting_keys(one)


@given(looks(1), looks(2))
def test_a_score_has_its_reasons_and_its_bounds(one: Looks, other: Looks) -> None:
    found = likeness(one, other)
    assert 0 <= found.score <= 100
    assert bool(found.reasons) or found.score == 0
    assert list(found.reasons) == [reason for reason in Reason if reason in found.reasons]


@given(looks(1))
def test_nobody_is_a_duplicate_of_themselves_or_of_their_kin(one: Looks) -> None:
    assert likeness(one, one) == Likeness(0, ())
    assert likeness(one, replace(one, person_id=9, kin=frozenset({1}))) == Likeness(0, ())


@given(looks(1), looks(2))
def test_a_number_of_one_person_alone_never_counts_less_than_one_two_may_share(
    one: Looks, other: Looks
) -> None:
    shared = frozenset({("unique_code", "z")})
    strong = likeness(
        replace(one, numbers=one.numbers | shared), replace(other, numbers=other.numbers | shared)
    )
    weak = likeness(
        replace(one, weak_numbers=one.weak_numbers | shared),
        replace(other, weak_numbers=other.weak_numbers | shared),
    )
    assert strong.score >= weak.score


@given(looks(1), looks(2))
def test_whoever_shares_a_number_a_paper_or_name_and_father_meets(one: Looks, other: Looks) -> None:
    share_number = (one.numbers | one.weak_numbers) & (other.numbers | other.weak_numbers)
    if share_number or one.papers & other.papers:
        assert meeting_keys(one) & meeting_keys(other)
    same = replace(one, person_id=2, household_id=2)
    if any(one.fathers) and any(spelling.given for spelling in one.spellings):
        assert meeting_keys(one) & meeting_keys(same)


def other_record(**changes: object) -> Looks:
    return replace(AHMAD, **{"person_id": 2, "household_id": 2, **changes})  # type: ignore[arg-type]  # fields by name


def test_the_same_name_father_and_birth_are_put_before_an_officer() -> None:
    found = likeness(AHMAD, other_record())
    assert found.is_proposed
    assert found.reasons == (Reason.SAME_NAME, Reason.SAME_BIRTH, Reason.SAME_FATHER)


@pytest.mark.parametrize("given", ["گل احمد", "گلاحمد", "Golahmad"])
def test_another_spelling_does_not_hide_somebody(given: str) -> None:
    family = "Rahimi" if given.isascii() else "رحیمى"
    found = likeness(AHMAD, other_record(spellings=(Spelling(given, family),)))
    assert found.is_proposed
    assert {Reason.SAME_NAME, Reason.NEAR_NAME} & set(found.reasons)
    assert meeting_keys(AHMAD) & meeting_keys(other_record(spellings=(Spelling(given, family),)))


def test_a_namesake_is_nobody() -> None:
    younger = other_record(birth_first=date(1995, 1, 1), birth_last=date(1995, 1, 1))
    assert not likeness(AHMAD, younger).is_proposed
    assert likeness(AHMAD, other_record(fathers=("غلام‌سخی",))).score < PROPOSED_FROM


def test_twins_of_one_household_are_two_children() -> None:
    hasan = replace(AHMAD, spellings=(Spelling("حسن", "رحیمی"),))
    husayn = replace(AHMAD, person_id=2, spellings=(Spelling("حسین", "رحیمی"),))
    assert not likeness(hasan, husayn).is_proposed
    assert likeness(hasan, replace(hasan, person_id=2)).is_proposed


def test_a_phone_of_the_household_is_no_reason_among_its_members() -> None:
    mine = replace(AHMAD, phones=frozenset({"p"}))
    assert Reason.SAME_PHONE not in likeness(mine, replace(mine, person_id=2)).reasons
    assert Reason.SAME_PHONE in likeness(mine, replace(mine, person_id=2, household_id=2)).reasons


def test_a_name_many_bear_tells_less_and_never_hides_who_has_the_same_birth() -> None:
    year = other_record(birth_first=date(1980, 3, 21), birth_last=date(1981, 3, 20))
    assert likeness(AHMAD, year).is_proposed
    assert not likeness(AHMAD, year, namesakes=20).is_proposed
    assert likeness(AHMAD, other_record(), namesakes=20).is_proposed


def test_a_birth_with_one_part_misread_is_near() -> None:
    born = date(1981, 5, 1)
    assert Reason.NEAR_BIRTH in likeness(AHMAD, other_record(birth_first=born, birth_last=born)).reasons
    year = other_record(birth_first=date(1980, 3, 21), birth_last=date(1981, 3, 20))
    assert Reason.NEAR_BIRTH in likeness(AHMAD, year).reasons


def test_a_number_typed_at_somebody_else_is_not_the_same_person() -> None:
    number = frozenset({("unique_code", "a")})
    wife = other_record(
        spellings=(Spelling("ماه‌گل", "نوری"),), fathers=("سخی‌داد",), sex="female", numbers=number
    )
    assert not likeness(replace(AHMAD, numbers=number), wife).is_proposed
