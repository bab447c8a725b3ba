"""Which phone hears what, how quietly, and how short (S29)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.notifications.rules import MOST_PARTS, News, Phone, Whose, choose, next_try, sms_parts
from panah.notifications.templates import QUIET, TEXTS, text_of

PHONES = st.builds(
    Phone,
    number=st.just("+989171111222"),
    index=st.text("abc", min_size=1, max_size=3),
    whose=st.sampled_from(Whose),
    is_shared=st.booleans(),
)
LONG_ADDRESS = "https://panah.bafia-hormozgan.example.ir"
LONG_NUMBER = "dir-kohgiluyeh/05/123456"


@given(st.lists(PHONES, max_size=6), st.booleans())
def test_a_matter_of_one_person_alone_goes_to_no_shared_phone(
    phones: list[Phone], is_about_one: bool
) -> None:
    reach = choose(phones, is_alone=True, is_about_one=is_about_one)
    assert reach is None or not reach.phone.is_shared
    assert (reach is None) == all(phone.is_shared for phone in phones)


@given(st.lists(PHONES, max_size=6))
def test_what_is_about_one_person_is_quiet_on_a_shared_phone_and_only_there(phones: list[Phone]) -> None:
    reach = choose(phones, is_alone=False, is_about_one=True)
    assert reach is None or reach.is_quiet == reach.phone.is_shared


@given(st.lists(PHONES, max_size=6))
def test_shared_work_never_uses_a_phone_that_one_person_keeps_for_themselves(phones: list[Phone]) -> None:
    reach = choose(phones, is_alone=False, is_about_one=False)
    assert reach is None or (reach.phone.whose != Whose.OWN and not reach.is_quiet)


@pytest.mark.parametrize(("language", "news"), list(product(TEXTS, News)))
def test_every_text_fits_two_parts_carries_its_number_and_names_no_ground(language: str, news: News) -> None:
    text = text_of(news, language=language, number=LONG_NUMBER, address=LONG_ADDRESS)
    assert sms_parts(text) <= MOST_PARTS
    assert text.endswith(f"\n{LONG_ADDRESS}/my/")
    assert "{" not in text


@pytest.mark.parametrize("language", list(TEXTS))
def test_a_quiet_text_names_no_case(language: str) -> None:
    told = {text_of(n, language=language, number="301/05/4821", address="", is_quiet=True) for n in News}
    assert told == {TEXTS[language][QUIET]}
    assert not any(character.isdigit() for character in TEXTS[language][QUIET])


def test_a_number_keeps_its_order_inside_text_read_from_the_right() -> None:
    told = text_of(News.OPENED, language="fa", number="301/05/4821", address="")
    assert "\u2066۳۰۱/۰۵/۴۸۲۱\u2069" in told
    assert "\u2066٣٠١/٠٥/٤٨٢١\u2069" in text_of(News.OPENED, language="ar", number="301/05/4821", address="")
    assert "301/05/4821" in text_of(News.OPENED, language="en", number="301/05/4821", address="")


def test_a_language_we_do_not_have_is_answered_in_persian() -> None:
    assert text_of(News.READY, language="ur", number="1", address="") == text_of(
        News.READY, language="fa", number="1", address=""
    )


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 307, 3),
        ("ب" * 70, 1),
        ("ب" * 71, 2),
        ("ب" * 134, 2),
        ("ب" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
    ],
)
def test_parts_are_counted_as_networks_count_them(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


@given(st.integers(min_value=1, max_value=10_000))
def test_a_message_is_tried_ever_more_rarely(attempts: int) -> None:
    assert next_try(attempts) <= next_try(attempts + 1)
