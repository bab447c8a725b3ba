"""The one form of time in a service file (grammar §2): a length, alone or beside a moment, or a moment."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from panah.foundation.durations import UNITS, Duration, Unit
from panah.foundation.errors import InvalidInput

_UNIT: dict[str, Unit] = {unit: unit for unit in UNITS}
_LENGTH = re.compile(r"([1-9][0-9]{0,4}) ([a-z-]+?)s?")
_FORM = re.compile(
    r"(?:(?P<length>[0-9]+ [a-z-]+)(?: (?P<side>after|before) (?P<moment>\S+))?|at (?P<at>\S+))"
)


class UnreadableTime(ValueError):
    """A time that is not written in the one form; its text is what the author wrote."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a time counts from.

    `opening` (of the item), `step` (its latest completion; name = path), `date` (of the form) or `expiry`
    (of a document of the service).
    """

    kind: Literal["opening", "step", "date", "expiry"]
    name: str = ""


OPENING = Anchor("opening")


@dataclass(frozen=True, slots=True)
class After:
    """A length after a moment; alone it counts from the opening of the item."""

    duration: Duration
    anchor: Anchor = OPENING


@dataclass(frozen=True, slots=True)
class Before:
    """A length before a moment."""

    duration: Duration
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class At:
    """A moment itself."""

    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Until:
    """A wait that ends when a condition holds."""

    condition: str


type Time = After | Before | At
type Resolve = Callable[[str], Anchor | None]


def parse_length(text: str) -> Duration:
    """Read `72 hours` or `1 month`; raises `UnreadableTime`."""
    match = _LENGTH.fullmatch(text)
    unit = _UNIT.get(match[2]) if match else None
    if match is None or unit is None:
        raise UnreadableTime(text)
    try:
        return Duration(int(match[1]), unit)
    except InvalidInput as error:
        raise UnreadableTime(text) from error


@lru_cache(maxsize=256)
def _from_opening(length: str) -> After:
    return After(parse_length(length))


def parse_time(text: str, resolve: Resolve) -> Time | str:
    """Read a time; `resolve` says what a moment's name means.

    Returns the name itself when `resolve` knows nothing by it. Raises `UnreadableTime`.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise UnreadableTime(text)
    name = match["at"] or match["moment"]
    if name is None:
        return _from_opening(match["length"])
    duration = None if match["at"] else parse_length(match["length"])
    anchor = resolve(name)
    if anchor is None:
        return name
    if duration is None:
        return At(anchor)
    return After(duration, anchor) if match["side"] == "after" else Before(duration, anchor)
