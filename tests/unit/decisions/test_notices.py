"""A notice says the same in five languages (S22, S28)."""

import re
import string
from dataclasses import replace
from datetime import date

import pytest

from panah.decisions.rules.notices import (
    LANGUAGES,
    Facts,
    Language,
    compose,
    digits,
    say_day,
    say_duration,
    sentences,
)
from panah.decisions.rules.window import COURT, State
from panah.foundation.durations import UNITS, Duration

FACTS = Facts(
    case_number="301/05/7",
    service="صدور برگه مسافرتی بین شهری اتباع خارجی",
    ended="با این سفر موافقت نشد",
    ground="no-go-area",
    ground_text="مقصد ممنوع است.",
    remedy="مقصد دیگری بنویسید.",
    reason="برای گناوه اجازه لازم است.",
    rule="فهرست سالانه",
    decided_on=date(2026, 11, 22),
    decided_as="bureau-expert",
    role_title="کارشناس اداره کل",
    state=State.IN_FORCE,
    court=COURT,
    time_to_object=Duration(20, "day"),
    until=date(2026, 12, 12),
    court_in_country=Duration(3, "month"),
    court_abroad=Duration(6, "month"),
)
TRANSLATED = {"no-go-area", "court-order", "not-registered-here", "extensions-used-up", "ground-stands"}


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_sentence_with_the_same_places_to_fill(language: Language) -> None:
    own, persian = sentences(language), sentences("fa")
    assert persian.keys() <= own.keys()
    for name, text in persian.items():
        assert fields(own[name]) == fields(text), name
        assert own[name].strip()
    assert all(f"unit-{unit}" in own for unit in UNITS)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "fa"])
def test_the_grounds_of_a_refusal_are_put_into_every_language(language: Language) -> None:
    own = sentences(language)
    for ground in TRANSLATED:
        assert own[f"ground-{ground}"]
        assert own[f"remedy-{ground}"]
    notice = compose(FACTS, language)
    assert notice.ground != FACTS.ground_text
    assert notice.remedy != FACTS.remedy


def test_a_ground_nobody_translated_is_read_as_it_was_written() -> None:
    notice = compose(replace(FACTS, ground="new-one"), "en")
    assert (notice.ground, notice.remedy) == (FACTS.ground_text, FACTS.remedy)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_officers_words_and_the_rule_are_never_rewritten(language: Language) -> None:
    notice = compose(FACTS, language)
    assert (notice.reason, notice.rule, notice.ended) == (FACTS.reason, FACTS.rule, FACTS.ended)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_days_stand_in_the_digits_of_the_language(language: Language) -> None:
    notice = compose(FACTS, language)
    whole = f"{notice.opening} {notice.objection} {notice.court}"
    found = {"fa": "[0-9٠-٩]", "prs": "[0-9٠-٩]", "ps": "[0-9٠-٩]", "ar": "[0-9۰-۹]", "en": "[۰-۹٠-٩]"}
    assert not re.search(found[language], whole)
    assert digits("20", language) in say_duration(Duration(20, "day"), language)


def test_days_are_said_as_each_people_says_them() -> None:
    day = date(2026, 12, 12)
    assert say_day(day, "fa") == "۲۱ آذر ۱۴۰۵"
    assert say_day(day, "prs") == "۲۱ قوس ۱۴۰۵"
    assert say_day(day, "ps") == "۲۱ لیندۍ ۱۴۰۵"
    assert say_day(day, "en") == "21 Azar 1405 (12 December 2026)"
    assert "٢١" in say_day(day, "ar")


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_decision_in_force_offers_an_objection(language: Language) -> None:
    said = {state: compose(replace(FACTS, state=state), language) for state in State}
    assert said[State.IN_FORCE].until == FACTS.until
    assert all(notice.until is None for state, notice in said.items() if state is not State.IN_FORCE)
    assert said[State.UPHELD].objection == said[State.FINAL].objection == ""
    assert len({said[state].objection for state in (State.IN_FORCE, State.OBJECTED, State.SET_ASIDE)}) == 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_it_is_served_the_notice_says_how_long_one_will_have(language: Language) -> None:
    within = compose(replace(FACTS, until=None), language).objection
    assert say_duration(Duration(20, "day"), language) in within
    assert compose(replace(FACTS, until=None, time_to_object=None), language).objection not in {within, ""}


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_times_in_the_directive_the_court_is_named_all_the_same(language: Language) -> None:
    notice = compose(replace(FACTS, court_in_country=None), language)
    assert sentences(language)["court-name"] in notice.court
    assert digits("3", language) not in notice.court
