"""How a search ranks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.catalogue.rules.search import Index, Word, build, rank, split

WORDS = [
    Word("divorce", "fa", "طلاق", 10),
    Word("divorce", "en", "divorce", 10),
    Word("slip", "fa", "برگه", 10),
    Word("slip", "fa", "بینشهری", 10),
    Word("slip", "fa", "برگه سفر", 12),
    Word("slip", "fa", "سفر", 10),
    Word("exit", "fa", "برگه", 10),
    Word("exit", "fa", "خروج", 10),
    Word("exit", "fa", "12012154114", 30),
    Word("card", "fa", "کارت", 10),
]


@pytest.fixture(scope="module")
def index() -> Index:
    return build(WORDS)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("طلاق", "divorce"),
        ("الطلاق", "divorce"),
        ("Divorce", "divorce"),
        ("divorse", "divorce"),
        ("بین شهری", "slip"),
        ("بین‌شهری", "slip"),
        ("برگه سفر", "slip"),
        ("برگه خروج", "exit"),
        ("كارت", "card"),
        ("کارتم", "card"),
        ("کارت‌ها", "card"),
        ("کار", "card"),
        ("کاررت", "card"),
        ("۱۲۰۱۲۱۵۴۱۱۴", "exit"),
        ("می‌خواهم برگه سفر بگیرم", "slip"),
    ],
)
def test_forgiving_of_letters_spaces_digits_endings_and_slips(index: Index, typed: str, first: str) -> None:
    assert rank(index, typed, language="fa")[0] == first


def test_a_number_is_found_as_it_is_or_not_at_all(index: Index) -> None:
    assert rank(index, "12012154115", language="fa") == []


def test_words_that_tell_nothing_are_passed_over_unless_they_are_all() -> None:
    assert split("کارت برای من") == ["کارت"]
    assert split("برای من") == ["برای", "من"]


def test_nothing_typed_finds_nothing(index: Index) -> None:
    assert rank(index, "", language="fa") == []
    assert rank(index, " \u200c ", language="fa") == []
    assert rank(build([]), "طلاق", language="fa") == []


@given(st.text(max_size=300), st.sampled_from(["fa", "prs", "ar", "ps", "en"]))
def test_whatever_is_typed_is_answered_with_known_services_each_once(typed: str, language: str) -> None:
    found = rank(build(WORDS), typed, language=language)
    assert len(found) == len(set(found))
    assert set(found) <= {word.slug for word in WORDS}
