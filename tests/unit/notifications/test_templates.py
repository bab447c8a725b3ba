"""What a message says: the words of its event, the number as it is read or said, and nothing where others hear it."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panah.foundation.text_messages import sms_parts
from panah.notifications.rules import Channel, News
from panah.notifications.rules.speech import WORDS, in_words, spoken, spoken_day, spoken_time
from panah.notifications.templates import Said, text_of
from panah.workflow.messages import LANGUAGES, TIMED, Messages
from panah.workflow.messages_reading import MOST_PARTS, read_house, read_messages

SERVICES = Path(__file__).parents[3] / "src" / "panah" / "services"
HOUSE = read_house((SERVICES / "messages.toml").read_text(encoding="utf-8"), file="messages.toml")
LONG_ADDRESS = "https://panah.bafia-hormozgan.example.ir"
LONG_NUMBER = "dir-kohgiluyeh/05/123456"
DUE = date(2026, 11, 20)
MEETS = datetime(2027, 5, 19, 6, 10, tzinfo=UTC)
PLACE = "دفتر ۳۰۱، دشتستان"


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
        meets_at=MEETS if news in TIMED else None,
        place=PLACE if news in TIMED else "",
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


def test_an_appointment_says_its_weekday_hour_and_office() -> None:
    text = house(said(News.CALLED))
    assert text == "فراخوان: نوبت شما چهارشنبه ۲۹ اردیبهشت ساعت \u2066۹:۴۰\u2069، دفتر ۳۰۱، دشتستان."
    assert "Wednesday 29 Ordibehesht, 9:40" in house(said(News.CALLED, language="en"))
    assert "٢٩" in house(said(News.APPOINTMENT, language="ar"))


def test_a_caller_says_the_day_the_hour_and_the_office_in_words() -> None:
    text = house(said(News.APPOINTMENT, Channel.VOICE))
    assert "چهارشنبه، بیست و نه اردیبهشت، ساعت نه و چهل دقیقهٔ صبح، دفتر سه صفر یک، دشتستان" in text


def test_a_long_name_of_an_office_is_cut_at_a_word_in_a_text_and_said_whole_by_a_caller() -> None:
    name = "اداره کل امور اتباع و مهاجرین خارجی استان بوشهر"
    one = replace(said(News.CALLED), place=name)
    assert "اداره کل امور اتباع و." in house(one)
    assert name in house(replace(one, channel=Channel.VOICE))


@pytest.mark.parametrize(
    ("language", "at", "words"),
    [
        ("fa", time(7, 30), "هفت و سی دقیقهٔ صبح"),
        ("prs", time(12, 0), "دوازده چاشت"),
        ("ar", time(13, 15), "الواحدة وخمسة عشر دقيقة بعد الظهر"),
        ("ps", time(9, 25), "د سهار نهه بجې او پنځه ویشت دقیقې"),
        ("en", time(12, 0), "twelve noon"),
        ("en", time(9, 5), "nine oh five in the morning"),
    ],
)
def test_hours_are_said_as_people_say_them(language: str, at: time, words: str) -> None:
    assert spoken_time(at, language) == words


@given(st.dates(date(2026, 1, 1), date(2030, 1, 1)), st.times(), st.sampled_from(LANGUAGES))
def test_whatever_the_day_and_hour_no_digit_is_said(day: date, at: time, language: str) -> None:
    said_aloud = f"{spoken_day(day, language)} {spoken_time(at, language)}"
    assert not any(character.isdigit() for character in said_aloud)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_below_sixty_has_a_name_of_its_own(language: str) -> None:
    assert len({in_words(count, language) for count in range(60)}) == 60
