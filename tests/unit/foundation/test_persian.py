import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.persian import (
    BIDI_CONTROLS,
    clean,
    clean_lines,
    fold,
    has_bidi_controls,
    sort_key,
    to_latin_digits,
    to_persian_digits,
)

LETTERS = "ابپتجحخدرزسشصطعفقکگلمنوهیآأإيكىةۀئؤءټډړښځڼېۍ\u200c\u200d\u0651\u064b ۰١2ـABcé-'\u202e\0\n"
TEXTS = st.text() | st.text(alphabet=LETTERS)


@given(st.integers(0, 10**20))
def test_every_digit_set_is_read_and_written(number: int) -> None:
    latin = str(number)
    persian = to_persian_digits(latin)
    arabic = latin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    assert to_latin_digits(persian) == to_latin_digits(arabic) == latin
    assert to_persian_digits(arabic) == persian
    assert set(persian) <= set("۰۱۲۳۴۵۶۷۸۹")


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("علي  رضائي", "علی رضائی"),
        ("  كريمي\t", "کریمی"),
        ("می\u200cشود", "می\u200cشود"),
        ("می\u200c\u200cشود", "می\u200cشود"),
        ("\u200cمی \u200c شود\u200c", "می شود"),
        ("آ\u202eلی\u202c", "آلی"),
        ("پ\0ناه", "پناه"),
        ("پ\x1bناه\ufeff\xad", "پناه"),
        ("\ufee3\ufea4\ufee4\ufeaa", "محمد"),
        ("ا\u0653ب", "آب"),
        ("نیم\u00a0فاصله", "نیم فاصله"),
        ("دو\nسطر", "دو سطر"),
        ("\ud800تنها", "تنها"),
        ("", ""),
    ],
)
def test_what_is_typed_is_stored_clean(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@given(TEXTS)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(TEXTS)
def test_nothing_invisible_or_unstorable_survives_cleaning(text: str) -> None:
    stored = clean(text)

    assert not has_bidi_controls(stored)
    assert not {unicodedata.category(character) for character in stored} & {"Cc", "Cs"}
    assert stored == stored.strip()
    assert stored.encode().decode() == stored
    assert not set("يك") & set(stored)


def test_lines_of_a_longer_text_are_kept() -> None:
    assert clean_lines("\n سلام  دنیا\r\n\r\nخداحافظ\u2028 \n") == "سلام دنیا\n\nخداحافظ"


@given(TEXTS)
def test_cleaning_lines_twice_changes_nothing(text: str) -> None:
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@pytest.mark.parametrize("control", sorted(BIDI_CONTROLS))
def test_every_direction_mark_is_seen(control: str) -> None:
    assert has_bidi_controls(f"ب{control}ت")
    assert clean(f"ب{control}ت") == fold(f"ب{control}ت") == "بت"


def test_a_half_space_is_not_a_direction_mark() -> None:
    assert not has_bidi_controls("می\u200cشود")


@pytest.mark.parametrize(
    "spellings",
    [
        ("علی‌رضا", "علیرضا", "عليرضا", "علی\u200dرضا"),
        ("آزاده", "ازاده", "أزاده", "آزاده\u064b", "آزادة", "ازادۀ"),
        ("موسی", "موسى", "مُوسیٰ"),
        ("دفتر کفالت", "دفتر  كفالت", "دفـتر، کفالت"),
        ("۱۲۳", "١٢٣", "123", "１２３"),
        ("مؤمن", "مومن"),
        ("سوء", "سو"),
        ("ګل", "گل"),
        ("ښار", "شار"),
        ("José ALI", "jose ali"),
        ("A-B", "a b"),
    ],
)
def test_spellings_people_do_not_tell_apart_fold_together(spellings: tuple[str, ...]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@given(TEXTS)
def test_folding_twice_or_after_cleaning_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=LETTERS))
def test_what_is_stored_is_found_by_what_was_typed(text: str) -> None:
    assert fold(clean(text)) == fold(text)


@given(TEXTS)
def test_a_folded_text_is_words_of_letters_and_digits(text: str) -> None:
    assert all(word.isalnum() for word in fold(text).split(" ") if fold(text))
    assert "\0" not in fold(text)


ALPHABET = list("آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهی")
NAMES_IN_ORDER = [
    "۷ تیر",
    "آرش",
    "پروین",
    "علی",
    "علی رضا",
    "علیا",
    "کاوه",
    "گلاب",
    "وحید",
    "هادی",
    "یوسف",
    "Zaki",
]


@given(st.permutations(ALPHABET))
def test_letters_come_in_the_order_of_the_persian_alphabet(letters: list[str]) -> None:
    assert sorted(letters, key=sort_key) == ALPHABET


@given(st.permutations(NAMES_IN_ORDER))
def test_a_list_of_names_is_ordered_as_a_persian_reader_expects(names: list[str]) -> None:
    assert sorted(names, key=sort_key) == NAMES_IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"), [("علي", "علی"), ("علی‌رضا", "علیرضا"), ("مُحمد", "محمد"), ("١٢", "۱۲")]
)
def test_spelling_does_not_move_a_name_in_a_list(first: str, second: str) -> None:
    assert sort_key(first) == sort_key(second)


@given(TEXTS)
def test_a_sort_key_is_plain_letters_and_digits_so_every_collation_agrees(text: str) -> None:
    key = sort_key(text)

    assert key == "" or (key.isascii() and key.isalnum() and key == key.lower())


ORDER = " ۱۲ابپتگوهیaz"


@given(st.text(ORDER), st.text(ORDER))
def test_names_are_compared_letter_by_letter(first: str, second: str) -> None:
    places = [[ORDER.index(letter) for letter in clean(name)] for name in (first, second)]

    assert (sort_key(first) < sort_key(second)) == (places[0] < places[1])
