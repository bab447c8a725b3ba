"""Read the texts of messages, and refuse what a phone could not show, a reader not read, or a bystander misuse."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Final

from panah.foundation.text_messages import sms_parts
from panah.workflow.form_reading import FormRefused, Path, Reading, nearest
from panah.workflow.form_text import Fault, TextRule, language_faults
from panah.workflow.messages import (
    DAY,
    LANGUAGES,
    PLACE,
    TABLE,
    TIME,
    TIMED,
    VARIABLES,
    Channel,
    House,
    Messages,
    MessageText,
    News,
    Sentence,
    languages_of,
)

MOST_PARTS: Final = 2
ROOM_FOR_ADDRESS: Final = 45
"""What the line with the address of Panah may take of a text message."""
LONGEST: Final = {"number": "dir-kohgiluyeh/05/123456", DAY: "1405/12/29", TIME: "14:30"}
"""Outside English they stand between two direction marks."""
LONGEST_WEEKDAY: Final = {"en": "Wednesday 29 Ordibehesht"}
LONGEST_DAY: Final = "چهارشنبه ۲۹ اردیبهشت"
"""A day of an appointment, with its weekday and without its year."""
LONGEST_PLACE: Final = 24
"""Letters of an office's name in a text message; what is longer is cut at a word."""
_PERSIAN: Final = TextRule(persian=True, letters=True, latin=False, gentle=True)
_VARIABLE: Final = re.compile(r"\{[^{}]*\}")
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class _File:
    messages: tuple[MessageText, ...] = ()


def read_messages(
    text: str, *, file: str, titles: Mapping[str, str], steps: Collection[str] | None = None
) -> Messages:
    """Read the `[[messages]]` of one `texts.toml`; `titles` are the service's by language, `steps` those it has.

    Raises:
        FormRefused: an event, step, way or variable is unknown, a text stands twice, is not in its language, would
            not fit two parts of a text message, or could not be read out.
    """
    reading = Reading(text, file=file)
    given = reading.tables.get(TABLE, [])
    read = reading.table(_File, {TABLE: given})
    texts = read.messages if read else ()
    for place, one in enumerate(texts):
        if one.step and one.step not in (steps or ()):
            near = nearest(one.step, steps or ())
            reading.refuse((TABLE, place, "step"), "unknown-step", "is no step of the service", nearest=near)
    _refuse_texts(reading, texts, titles)
    reading.finish()
    return Messages(texts)


def read_house(text: str, *, file: str) -> House:
    """Read the house's texts: every event in every language, and the quiet ones.

    Raises:
        FormRefused: as `read_messages`, and where an event or language is missing.
    """
    reading = Reading(text, file=file)
    house = reading.table(House, reading.tables)
    if house is None:
        raise FormRefused(reading.problems)
    _refuse_texts(reading, house.messages, {})
    _refuse_gaps(reading, house.messages)
    quiet = {"quiet": (house.quiet, {"number"}), "quiet_alone": (house.quiet_alone, set())}
    for name, (sentence, known) in {**quiet, "greeting": (house.greeting, set())}.items():
        for language, said in languages_of(sentence):
            for code, message in [*_text_faults(language, said, known), *_length_faults(language, said)]:
                reading.refuse((name, language), code, message)
    reading.finish()
    return house


def _refuse_texts(reading: Reading, texts: tuple[MessageText, ...], titles: Mapping[str, str]) -> None:
    """Refuse what is wrong with texts, each for itself and all beside each other."""
    known = VARIABLES if titles else VARIABLES - {"service"}
    once = Counter((one.event, one.step, one.channel) for one in texts)
    for place, one in enumerate(texts):
        if once[one.event, one.step, one.channel] > 1:
            reading.refuse((TABLE, place), "repeated", "the same event, step and way stands more than once")
        if _needs_voice(one) and not once[one.event, one.step, Channel.VOICE]:
            reading.refuse(
                (TABLE, place), "voice-missing", "a text with {day} needs one of its own for `voice`"
            )
        allowed = known | _own_variables(one.event)
        for language, said in languages_of(one):
            path: Path = (TABLE, place, language)
            for code, message in _faults(one, language, said, allowed, titles):
                reading.refuse(path, code, message)


def _faults(
    one: MessageText, language: str, said: str, known: Collection[str], titles: Mapping[str, str]
) -> Iterator[Fault]:
    yield from _text_faults(language, said, known)
    if one.channel in {None, Channel.SMS}:
        service = titles.get(language) or titles.get("fa", "")
        yield from _length_faults(language, said, service, is_timed=one.event in TIMED)
    if one.channel is Channel.VOICE:
        if _DIGIT.search(said):
            yield "spoken-number", "has digits; write the number in words, as it is said"
        if DAY in _variables(said) and one.event not in TIMED:
            yield "spoken-day", "cannot say {day}; a caller is told that the time is nearly over"


def _own_variables(event: News) -> frozenset[str]:
    """What a text of an event knows beside what all know."""
    if event in TIMED:
        return frozenset({DAY, TIME, PLACE})
    return frozenset({DAY}) if event is News.DEADLINE else frozenset()


def _needs_voice(one: MessageText) -> bool:
    return one.channel is None and any(DAY in _variables(said) for _, said in languages_of(one))


def _refuse_gaps(reading: Reading, texts: tuple[MessageText, ...]) -> None:
    for news in News:
        whole = [one for one in texts if one.event is news and one.channel is None and not one.step]
        if not whole:
            reading.refuse((TABLE,), "missing-event", f"nothing is said of {str(news)!r}")
    for place, one in enumerate(texts):
        if one.step:
            reading.refuse((TABLE, place, "step"), "unknown-step", "the house knows no steps")
        written = {language for language, _ in languages_of(one)}
        for language in LANGUAGES:
            if language not in written:
                reading.refuse((TABLE, place, language), "missing-key", "is required in the house's texts")


def _text_faults(language: str, said: str, known: Collection[str]) -> Iterator[Fault]:
    variables = _variables(said)
    if variables is BROKEN:
        yield "wrong-braces", "has a brace that names no variable"
        return
    for name in sorted(variables - set(known)):
        near = nearest(name, known)
        hint = f"; did you mean {{{near}}}?" if near else ""
        yield "unknown-variable", f"knows no {{{name}}}; there are {', '.join(sorted(known)) or 'none'}{hint}"
    words = _VARIABLE.sub("", said)
    yield from _PERSIAN.faults(words) if language == "fa" else language_faults(language, words)


def _length_faults(language: str, said: str, service: str = "", *, is_timed: bool = False) -> Iterator[Fault]:
    if _variables(said) is BROKEN:
        return
    marked = {name: text if language == "en" else f"\u2066{text}\u2069" for name, text in LONGEST.items()}
    longest = {**marked, "service": service, PLACE: "x" * LONGEST_PLACE}
    if is_timed:
        longest[DAY] = LONGEST_WEEKDAY.get(language, LONGEST_DAY)
    whole = _VARIABLE.sub(lambda found: longest.get(found[0][1:-1], ""), said) + "x" * ROOM_FOR_ADDRESS
    if sms_parts(whole) > MOST_PARTS:
        yield "too-long", f"takes {sms_parts(whole)} parts of a text message with its address; two is most"


BROKEN: Final[frozenset[str]] = frozenset({"{"})


def _variables(said: str) -> frozenset[str]:
    """Name the variables of a text; `BROKEN` when its braces do not close or format anything."""
    try:
        parts = list(Formatter().parse(said))
    except ValueError:
        return BROKEN
    if any(kind or conversion for _, _, kind, conversion in parts):
        return BROKEN
    found = frozenset(name for _, name, _, _ in parts if name is not None)
    return BROKEN if "" in found or not all(map(str.isidentifier, found)) else found


__all__ = ["MOST_PARTS", "Sentence", "read_house", "read_messages"]
