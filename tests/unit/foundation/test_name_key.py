from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.name_key import NameKey, name_key, query_tokens, similarity, skeleton, tokens

NAMES = st.text() | st.text(alphabet="ابپتثجحخدذرزسشصضطظعغفقکگلمنوهی اABCehkgsuz'‌-ۀآ", max_size=25)


@pytest.mark.parametrize(
    "spellings",
    [
        ("محمد", "Mohammad", "Muhamed", "MOHAMMED"),
        ("فاطمه حسینی", "Fatima Hussaini", "Fatemeh Hosseini", "Fatimah Husaini"),
        ("روح‌الله", "روح اله".replace(" ", "‌"), "Rouhollah", "Ruhullah"),
        ("یحیی", "Yahya"),
        ("ابراهیم", "Ebrahim", "Ibrahim"),
        ("مسعود", "Mas'ud", "Masood", "Masʿūd"),
        ("غلام‌رضا نوری", "Gholamreza Noori", "غلامرضا نوري"),
        ("خدیجه", "Khadija", "Khadijeh"),
        ("وحید", "Wahid", "Vahid"),
        ("ذبیح‌الله", "Zabihullah", "زبیح‌الله", "Dhabihullah"),
        ("ثریا", "Soraya", "سریا", "Thuraya"),
        ("قندهاری", "Qandahari", "غندهاری", "Ghandahari"),
        ("شیرشاه", "Shershah"),
        ("ټینګار", "Tingar"),
        ("عثمان", "Osman", "Othman", "Usman"),
    ],
)
def test_one_name_has_one_skeleton_in_both_scripts(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("علی", "لیلا"), ("حسن", "حسین‌علی"), ("کریم", "رحیم"), ("شاه", "خان")]
)
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_words_joined_or_apart_meet_in_a_token() -> None:
    apart, joined, half_spaced = (
        tokens(["محمد علی رضایی"]),
        tokens(["محمدعلی رضایی"]),
        tokens(["محمد‌علی رضایی"]),
    )

    assert joined == half_spaced
    assert skeleton("محمدعلی") in apart & joined
    assert apart == {"mhmd", "Al", "rz", "mhmdl", "Alrz"}


def test_spellings_of_one_person_are_indexed_together_but_not_joined_to_each_other() -> None:
    both = tokens(["محمد نوری", "Mohammad Noori"])

    assert both == tokens(["محمد نوری"]) == {"mhmd", "nr", "mhmdnr"}


@pytest.mark.parametrize("empty", ["", " ", "‌", "'", "؟!", "\0"])
def test_nothing_said_is_nothing_indexed(empty: str) -> None:
    assert tokens([empty]) == set()
    assert name_key(empty) == NameKey((), ())
    assert similarity(name_key(empty), name_key("محمد")) == 0


def test_a_query_meets_the_index_whichever_name_was_typed_first() -> None:
    asked = query_tokens("رضایی محمد علی", most=8)

    assert asked == [
        ((0,), "rz"),
        ((1,), "mhmd"),
        ((2,), "Al"),
        ((0, 1), "rzmhmd"),
        ((1, 2), "mhmdl"),
        ((2, 0), "Alrz"),
    ]
    assert {"mhmdl", "Alrz"} <= tokens(["محمد علی رضایی"])


@given(NAMES)
def test_a_query_for_a_whole_name_asks_for_all_the_index_holds_of_it(name: str) -> None:
    asked = query_tokens(name, most=1_000)

    assert tokens([name]) <= {token for _, token in asked}
    assert query_tokens(name, most=0) == []


@given(NAMES)
def test_a_skeleton_knows_no_spaces_within_a_word_and_no_doubled_letters(name: str) -> None:
    words = skeleton(name).split(" ") if skeleton(name) else []

    assert all(words)
    assert not any(first == second for word in words for first, second in pairwise(word))
    assert set(words) <= tokens([name])


@given(NAMES, NAMES)
def test_likeness_lies_between_nought_and_one_and_does_not_depend_on_who_asks(one: str, other: str) -> None:
    first, second = name_key(one), name_key(other)

    assert 0 <= similarity(first, second) <= 1
    assert similarity(first, second) == pytest.approx(similarity(second, first))


@given(NAMES)
def test_a_name_is_most_like_itself(name: str) -> None:
    key = name_key(name)

    if all(key.skeletons):
        assert similarity(key, key) == pytest.approx(1 if key.folds else 0)


@pytest.mark.parametrize(
    "query",
    [
        "محمد حسيني",
        "حسینی محمد",
        "Mohammad Hosseini",
        "Muhammed Husaini",
        "محمد حسینى",
        "محد حسینی",
        "Mohamad Hoseini",
    ],
)
def test_the_person_meant_comes_before_the_others(query: str) -> None:
    people = {
        "meant": name_key("محمد حسینی", "Mohammad Hosseini"),
        "brother": name_key("محمود حسینی", "Mahmood Hosseini"),
        "stranger": name_key("گل‌آغا شیرزاد", "Gul Agha Sherzad"),
        "namesake": name_key("محمد حسن‌زاده", "Mohammad Hassanzadeh"),
    }
    ranked = sorted(people, key=lambda who: similarity(name_key(query), people[who]), reverse=True)

    assert ranked[0] == "meant"
    assert ranked[-1] == "stranger"
