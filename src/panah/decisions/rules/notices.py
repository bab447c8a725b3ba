"""The notice of a decision: reason, rule, what can be done and until when, in the reader's language (S22, S28).

The fixed sentences stand in `sentences.toml`. Officers write Persian: their own words and the rule are given as they
were written; a ground has a translation where one was made.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Final, Literal, get_args

from panah.decisions.rules.window import State
from panah.foundation.digits import to_persian_digits
from panah.foundation.durations import Duration
from panah.foundation.jalali import MonthNames, format_long

type Language = Literal["fa", "prs", "ar", "ps", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language.__value__)
_MONTHS: Final[Mapping[Language, MonthNames]] = {
    "fa": "fa",
    "prs": "dari",
    "ar": "ar",
    "ps": "ps",
    "en": "en",
}
_TO_ARABIC: Final = str.maketrans("0123456789۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩" * 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a notice is made from: `decided_as` is a role, with its Persian title.

    `until` is None while it is not served, a duration None while nobody has set one.
    """

    case_number: str
    service: str
    ended: str
    ground: str
    ground_text: str
    remedy: str
    reason: str
    rule: str
    decided_on: date
    decided_as: str
    role_title: str
    state: State
    court: str
    time_to_object: Duration | None
    until: date | None
    court_in_country: Duration | None
    court_abroad: Duration | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A notice in one language, each part a sentence or two; nobody but the role that decided is named.

    `objection` is empty where none is possible any more; `until` is the last day (Gregorian) once it was served.
    """

    language: Language
    title: str
    opening: str
    ended: str
    ground: str
    reason: str
    rule: str
    remedy: str
    objection: str
    until: date | None
    court: str
    representative: str
    help: tuple[str, ...]


def compose(facts: Facts, language: Language) -> Notice:
    """Write a notice in a language."""
    say = sentences(language)
    ground, remedy = _ground(facts, say)
    return Notice(
        language=language,
        title=say["title"],
        opening=say["opening"].format(
            case=digits(facts.case_number, language),
            day=say_day(facts.decided_on, language),
            role=say.get(f"role-{facts.decided_as}", facts.role_title),
        ),
        ended=facts.ended,
        ground=ground,
        reason=facts.reason,
        rule=facts.rule,
        remedy=remedy,
        objection=_objection(facts, say, language),
        until=facts.until if facts.state is State.IN_FORCE else None,
        court=_court(facts, say, language),
        representative=say["representative"],
        help=tuple(say[name] for name in ("help-counter", "help-lawyer", "help-unhcr")),
    )


@cache
def sentences(language: Language) -> Mapping[str, str]:
    """Read the fixed sentences of a language."""
    text = (resources.files("panah.decisions") / "sentences.toml").read_text(encoding="utf-8")
    return {str(name): str(words) for name, words in tomllib.loads(text)[language].items()}


def say_day(day: date, language: Language) -> str:
    """Write a day of the Jalali calendar in the month names and digits of a language; English adds the Gregorian."""
    said = digits(format_long(day, months=_MONTHS[language]), language)
    return f"{said} ({day.day} {day:%B} {day.year})" if language == "en" else said


def say_duration(time: Duration, language: Language) -> str:
    """Write a length of time: «۲۰ روز»."""
    return f"{digits(str(time.n), language)} {sentences(language)[f'unit-{time.unit}']}"


def digits(text: str, language: Language) -> str:
    """Write numbers as readers of a language know them."""
    if language == "en":
        return text
    return text.translate(_TO_ARABIC) if language == "ar" else to_persian_digits(text)


def _ground(facts: Facts, say: Mapping[str, str]) -> tuple[str, str]:
    """The ground and the way out of it: in the language where it was put into it, else as the officer read them."""
    names = f"ground-{facts.ground}", f"remedy-{facts.ground}"
    return say.get(names[0], facts.ground_text), say.get(names[1], facts.remedy)


def _objection(facts: Facts, say: Mapping[str, str], language: Language) -> str:
    if facts.state is not State.IN_FORCE:
        return {State.OBJECTED: say["objected"], State.SET_ASIDE: say["set-aside"]}.get(facts.state, "")
    if facts.until is not None:
        return say["objection-until"].format(day=say_day(facts.until, language))
    if facts.time_to_object is not None:
        return say["objection-within"].format(time=say_duration(facts.time_to_object, language))
    return say["objection"]


def _court(facts: Facts, say: Mapping[str, str], language: Language) -> str:
    named = say["court"].format(court=facts.court if language in {"fa", "prs"} else say["court-name"])
    if facts.court_in_country is None or facts.court_abroad is None:
        return named
    times = say["court-times"].format(
        inside=say_duration(facts.court_in_country, language),
        abroad=say_duration(facts.court_abroad, language),
    )
    return f"{named} {times}"
