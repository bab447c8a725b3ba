"""The texts of messages: what may be written in a service's file, and what the house says where it says nothing."""

from itertools import product
from pathlib import Path

import pytest

from panah.foundation.text_messages import sms_parts
from panah.workflow.form_reading import FormRefused
from panah.workflow.messages import LANGUAGES, Channel, Messages, News, languages_of
from panah.workflow.messages_reading import MOST_PARTS, read_house, read_messages

SERVICES = Path(__file__).parents[3] / "src" / "panah" / "services"
HOUSE = (SERVICES / "messages.toml").read_text(encoding="utf-8")
TITLES = {"fa": "برگهٔ سفر", "en": "Travel paper"}
READY = """
[[messages]]
event = "ready"
fa = "برگهٔ {number} آماده است."
"""


def read(text: str, *, steps: tuple[str, ...] = ("amend",)) -> Messages:
    return read_messages(text, file="texts.toml", titles=TITLES, steps=steps)


def problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(FormRefused) as refused:
        read(text)
    return [(problem.key, problem.code) for problem in refused.value.problems]


def house_problems(text: str) -> list[tuple[str, str]]:
    with pytest.raises(FormRefused) as refused:
        read_house(text, file="messages.toml")
    return [(problem.key, problem.code) for problem in refused.value.problems]


def test_a_service_writes_its_own_words_where_the_house_s_do_not_say_enough() -> None:
    texts = read(READY)
    found = texts.find(News.READY, step="anywhere", channel=Channel.SMS, language="fa")
    assert found == "برگهٔ {number} آماده است."
    assert texts.find(News.PAID, step="", channel=Channel.SMS, language="fa") is None


def test_the_step_s_text_comes_before_any_step_s_and_the_way_s_before_any_way_s() -> None:
    texts = read(
        READY
        + '[[messages]]\nevent = "ready"\nstep = "amend"\nfa = "گام"\n'
        + '[[messages]]\nevent = "ready"\nchannel = "voice"\nfa = "راه"\n'
        + '[[messages]]\nevent = "ready"\nchannel = "voice"\nstep = "amend"\nfa = "گام و راه"\n'
    )
    found = {
        (step, channel): texts.find(News.READY, step=step, channel=channel, language="fa")
        for step, channel in product(("amend", "other"), (Channel.SMS, Channel.VOICE))
    }
    assert found == {
        ("amend", Channel.SMS): "گام",
        ("amend", Channel.VOICE): "گام و راه",
        ("other", Channel.SMS): "برگهٔ {number} آماده است.",
        ("other", Channel.VOICE): "راه",
    }


def test_a_language_the_service_did_not_write_is_left_to_the_house() -> None:
    assert read(READY).find(News.READY, step="", channel=Channel.SMS, language="ps") is None


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ('event = "readdy"\nfa = "خبر"', ("messages[1].event", "unknown-option")),
        ('event = "ready"\nen = "News"', ("messages[1].fa", "missing-key")),
        ('event = "ready"\nfa = "خبر {name}"', ("messages[1].fa", "unknown-variable")),
        ('event = "ready"\nfa = "خبر {day}"\nchannel = "sms"', ("messages[1].fa", "unknown-variable")),
        ('event = "ready"\nfa = "خبر {number"', ("messages[1].fa", "wrong-braces")),
        ('event = "ready"\nfa = "خبر {number!r}"', ("messages[1].fa", "wrong-braces")),
        ('event = "ready"\nfa = "خبر {}"', ("messages[1].fa", "wrong-braces")),
        ('event = "ready"\nfa = "خبر {number.real}"', ("messages[1].fa", "wrong-braces")),
        ('event = "ready"\nfa = "News"', ("messages[1].fa", "not-persian")),
        ('event = "ready"\nfa = "متخلف"', ("messages[1].fa", "blaming-word")),
        ('event = "ready"\nfa = "خبر"\nen = "خبر"', ("messages[1].en", "wrong-script")),
        ('event = "ready"\nstep = "amnd"\nfa = "خبر"', ("messages[1].step", "unknown-step")),
        ('event = "ready"\nchannel = "fax"\nfa = "خبر"', ("messages[1].channel", "unknown-option")),
        ('event = "ready"\nchannel = "voice"\nfa = "تا ۳ روز"', ("messages[1].fa", "spoken-number")),
        ('event = "deadline"\nchannel = "voice"\nfa = "تا {day}"', ("messages[1].fa", "spoken-day")),
        ('event = "deadline"\nfa = "تا {day}"', ("messages[1]", "voice-missing")),
        ('event = "ready"\nfa = "خبر"\nquiet = "خبر"', ("messages[1].quiet", "unknown-key")),
        (f'event = "ready"\nfa = "{"خبر " * 23}"', ("messages[1].fa", "too-long")),
    ],
)
def test_what_a_phone_could_not_show_or_nobody_may_say_is_refused_with_its_place(
    written: str, problem: tuple[str, str]
) -> None:
    assert problem in problems(f"[[messages]]\n{written}\n")


def test_the_same_text_is_not_written_twice() -> None:
    assert {code for _, code in problems(READY + READY)} == {"repeated"}


def test_the_title_of_the_service_counts_with_the_length() -> None:
    text = '[[messages]]\nevent = "ready"\nfa = "{service} برای پروندهٔ {number} آماده است."\n'
    assert read(text).texts
    with pytest.raises(FormRefused, match="parts of a text message"):
        read_messages(text, file="t", titles={"fa": "برگهٔ " * 9}, steps=())


def test_a_file_without_messages_says_nothing_of_its_own() -> None:
    assert read("[en]\ntitle = 'x'\n") == Messages()


def test_messages_that_are_no_list_are_refused() -> None:
    assert problems("[messages]\nevent = 'ready'\n") == [("messages", "wrong-type")]


# The house


@pytest.mark.parametrize(("news", "language"), list(product(News, LANGUAGES)))
def test_the_house_speaks_of_every_event_in_every_language_within_two_parts(
    news: News, language: str
) -> None:
    house = read_house(HOUSE, file="messages.toml")
    for channel in Channel:
        assert house.find(news, channel=channel, language=language)
    text = house.find(news, channel=Channel.SMS, language=language)
    named = {"number": "301/05/4821", "day": "1405/08/29", "time": "9:30", "place": "301"}
    assert sms_parts(text.format(**named)) <= MOST_PARTS


def test_a_language_the_house_does_not_have_is_answered_in_persian() -> None:
    house = read_house(HOUSE, file="messages.toml")
    found = [house.find(News.READY, channel=Channel.SMS, language=language) for language in ("ur", "fa")]
    assert found[0] == found[1]


def test_what_is_said_where_others_hear_it_knows_the_case_at_most() -> None:
    house = read_house(HOUSE, file="messages.toml")
    assert {said.count("{") for _, said in languages_of(house.quiet)} == {1}
    assert {said.count("{") for _, said in languages_of(house.quiet_alone)} == {0}


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('[quiet]\nfa = "پناه: خبری برای', '[quiet]\nxx = "', ("quiet.fa", "missing-key")),
        (
            'fa = "پناه: خبری برای شما هست."',
            'fa = "خبری برای {number}"',
            ("quiet_alone.fa", "unknown-variable"),
        ),
        ('fa = "پناه: خبری برای پروندهٔ', 'fa = "پناه: {service}', ("quiet.fa", "unknown-variable")),
        ('event = "paid"', 'event = "ready"', ("messages", "missing-event")),
        ('en = "The paper of request {number} is ready."', "", ("messages[5].en", "missing-key")),
        ('event = "paid"', 'event = "paid"\nstep = "pay"', ("messages[4].step", "unknown-step")),
        ("پرداخت درخواست {number} رسید", "پرداخت {service} رسید", ("messages[4].fa", "unknown-variable")),
        ('channel = "voice"', 'channel = "paper"', ("messages[9]", "voice-missing")),
    ],
)
def test_a_gap_in_the_house_s_texts_is_refused(old: str, new: str, problem: tuple[str, str]) -> None:
    assert old in HOUSE
    assert problem in house_problems(HOUSE.replace(old, new))
