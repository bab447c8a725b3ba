"""What a message says: the words of its event, the number as it is read or said, and nothing where others hear it."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.text_messages import sms_parts
from panah.notifications.rules import Channel, News
from panah.notifications.rules.speech import WORDS, spoken
from panah.notifications.templates import Said, text_of
from panah.workflow.messages import LANGUAGES, Messages
from panah.workflow.messages_reading import MOST_PARTS, read_house, read_messages

SERVICES = Path(__file__).parents[3] / "src" / "panah" / "services"
HOUSE = read_house((SERVICES / "messages.toml").read_text(encoding="utf-8"), file="messages.toml")
LONG_ADDRESS = "https://panah.bafia-hormozgan.example.ir"
LONG_NUMBER = "dir-kohgiluyeh/05/123456"
DUE = date(2026, 11, 20)


def said(
    news: News = News.READY,
    channel: Channel = Channel.SMS,
    language: str = "fa",
    *,
    number: str = "301/05/4821",
    is_quiet: bool = False,
    is_alone: bool = False,
) -> Said:
    return Said(
        news=news,
        number=number,
        channel=channel,
        language=language,
        is_quiet=is_quiet,
        is_alone=is_alone,
        due_on=DUE if news is News.DEADLINE else None,
    )


def house(one: Said, address: str = "") -> str:
    return text_of(one, own=Messages(), house=HOUSE, address=address)


@pytest.mark.parametrize(("language", "news"), list(product(LANGUAGES, News)))
def test_every_text_fits_two_parts_and_ends_with_where_to_look(language: str, news: News) -> None:
    text = house(said(news, language=language, number=LONG_NUMBER), LONG_ADDRESS)
    assert sms_parts(text) <= MOST_PARTS
    assert text.endswith(f"\n{LONG_ADDRESS}/my/")
    assert "{" not in text


@pytest.mark.parametrize(("language", "channel"), list(product(LANGUAGES, (Channel.SMS, Channel.VOICE))))
def test_where_others_hear_it_every_event_sounds_the_same(language: str, channel: Channel) -> None:
    texts = {house(said(news, channel, language, is_quiet=True), LONG_ADDRESS) for news in News}
    assert len(texts) == 1


def test_a_quiet_text_is_one_short_sentence_and_of_one_s_own_matter_names_no_case() -> None:
    assert house(said(is_quiet=True), LONG_ADDRESS) == "پناه: خبری برای پروندهٔ \u2066۳۰۱/۰۵/۴۸۲۱\u2069 هست."
    assert house(said(is_quiet=True, is_alone=True), LONG_ADDRESS) == "پناه: خبری برای شما هست."


def test_a_number_keeps_its_order_inside_text_read_from_the_right() -> None:
    assert "\u2066۳۰۱/۰۵/۴۸۲۱\u2069" in house(said())
    assert "\u2066٣٠١/٠٥/٤٨٢١\u2069" in house(said(language="ar"))
    assert "number 301/05/4821" in house(said(News.OPENED, language="en")).replace("is ", "")


def test_a_deadline_names_its_day_in_the_calendar_people_live_by() -> None:
    assert "تا \u2066۱۴۰۵/۰۸/۲۹\u2069" in house(said(News.DEADLINE))
    assert "by 1405/08/29" in house(said(News.DEADLINE, language="en"))


def test_a_caller_says_numbers_in_words_and_whence_the_call_comes() -> None:
    text = house(said(channel=Channel.VOICE), LONG_ADDRESS)
    assert text.startswith("سلام، این تماس از پناه است")
    assert "سه صفر یک، صفر پنج، چهار هشت دو یک" in text
    assert "http" not in text


@pytest.mark.parametrize(("language", "news"), list(product(LANGUAGES, News)))
def test_nothing_a_caller_says_has_a_digit(language: str, news: News) -> None:
    text = house(said(news, Channel.VOICE, language), LONG_ADDRESS)
    assert not any(character.isdigit() for character in text)


@given(st.text("0123456789/-", max_size=20), st.sampled_from(LANGUAGES))
def test_every_digit_of_a_number_is_said_once_in_its_order(number: str, language: str) -> None:
    words = spoken(number, language).replace(",", "").replace("،", "").split()
    digits = [character for character in number if character.isdigit()]
    assert words == [WORDS[language][int(digit)] for digit in digits]


def test_a_service_s_own_words_come_first_and_know_its_title() -> None:
    own = read_messages(
        '[[messages]]\nevent = "ready"\nfa = "{service} آماده است."\n',
        file="t",
        titles={"fa": "برگهٔ سفر"},
        steps=(),
    )
    texts = [
        text_of(said(language=language), own=own, house=HOUSE, title="برگهٔ سفر") for language in ("fa", "ps")
    ]
    assert texts[0] == "برگهٔ سفر آماده است."
    assert texts[1] == house(said(language="ps"))
