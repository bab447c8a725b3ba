"""A letter that is nearly written: what its kind asks for, and the text with places for names and numbers."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Final, Literal, cast

from panah.correspondence.rules.words import Classification, Level, Urgency
from panah.foundation.errors import InvalidInput

PLACES: Final = frozenset(
    {
        "case", "service", "people", "they", "office", "superior", "sender", "number", "date",
    }
)  # fmt: skip
"""What may stand between braces: the case, its people, offices, the letter answered, today."""
SIZES: Final = frozenset({"a4", "a5"})
KEYS: Final = frozenset(
    {
        "title", "direction", "level", "superior", "size", "subject", "to", "body", "alone", "annex", "urgency",
        "classification", "order", "services",
    }
)  # fmt: skip

GAP: Final = "[…]"
"""What must be written over before a letter is kept."""

type Outward = Literal["outgoing", "internal"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """One kind of letter.

    Attributes:
        name: the kind; rights to sign are given for it.
        level: how it must be signed.
        alone: the text where there is no case; empty for a kind that is always about one.
        superior: somebody else than its writer must sign it.
        services: the services in whose cases it is offered; all of them when empty.
        order: the lower, the sooner it is proposed.
    """

    name: str
    title: str
    direction: Outward
    level: Level
    superior: bool
    size: str
    subject: str
    to: str
    body: str
    alone: str
    annex: str
    urgency: Urgency
    classification: Classification
    services: frozenset[str]
    order: int

    def fits(self, slug: str) -> bool:
        """Whether it is offered in the cases of a service."""
        return not self.services or slug in self.services

    @property
    def answers(self) -> bool:
        """Whether it speaks of a letter it answers."""
        return any(place in {"number", "sender"} for place in _places(self.body + self.subject + self.to))


def read_template(name: str, text: str) -> Template:
    """Read the text of a template file; raises InvalidInput("template-wrong") saying what is wrong with it."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("template-wrong", template=name, why=str(error)) from error
    if unknown := sorted(set(said) - KEYS):
        raise InvalidInput("template-wrong", template=name, why=f"unknown: {', '.join(unknown)}")
    try:
        made = _template(name, said)
    except (KeyError, ValueError, TypeError) as error:
        raise InvalidInput("template-wrong", template=name, why=repr(error)) from error
    used = {
        place
        for part in (made.subject, made.to, made.body, made.alone, made.annex)
        for place in _places(part)
    }
    if strange := sorted(used - PLACES):
        raise InvalidInput("template-wrong", template=name, why=f"no such place: {', '.join(strange)}")
    return made


def fill(text: str, values: Mapping[str, str]) -> str:
    """Put values into their places; what is not known leaves a gap to be written over."""
    return text.format_map({place: values.get(place) or GAP for place in PLACES})


def _template(name: str, said: dict[str, object]) -> Template:
    direction, size = said.get("direction", "outgoing"), said.get("size", "a4")
    if direction not in {"outgoing", "internal"} or size not in SIZES:
        raise ValueError(direction, size)
    return Template(
        name=name,
        title=_text(said, "title"),
        direction=direction,
        level=Level(str(said.get("level", Level.STEP_UP))),
        superior=said.get("superior", False) is True,
        size=str(size),
        subject=_text(said, "subject"),
        to=str(said.get("to", "")),
        body=_text(said, "body").strip(),
        alone=str(said.get("alone", "")).strip(),
        annex=str(said.get("annex", "")),
        urgency=Urgency(str(said.get("urgency", Urgency.NORMAL))),
        classification=Classification(str(said.get("classification", Classification.NORMAL))),
        services=frozenset(cast("list[str]", said.get("services", []))),
        order=int(str(said.get("order", 50))),
    )


def _text(said: Mapping[str, object], key: str) -> str:
    found = said[key]
    if not isinstance(found, str) or not found.strip():
        raise ValueError(key)
    return found


def _places(text: str) -> set[str]:
    try:
        return {place for _, place, _, _ in Formatter().parse(text) if place is not None}
    except ValueError:
        return {"?"}
