"""Which phone may hear of a matter, how quietly, and on which ways in which order (S29)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from panah.workflow.messages import Channel


class Whose(StrEnum):
    """Where a number is known from: a person's own, given with the request, or the household's."""

    OWN = "own"
    GIVEN = "given"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number (E.164) with its blind index, and how its people wish to be told.

    A shared one is also another's by what is recorded; of a watched one its people said that others hear or read it,
    or that messages shall name nothing. `language` is empty where they named none; `ways` are tried in their order.
    """

    number: str
    index: str
    whose: Whose
    is_shared: bool
    is_watched: bool = False
    language: str = ""
    ways: tuple[Channel, ...] = (Channel.SMS,)


@dataclass(frozen=True, slots=True)
class Reach:
    """The phone a message goes to; a quiet one says only that there is news."""

    phone: Phone
    is_quiet: bool


def choose(phones: Sequence[Phone], *, is_alone: bool, is_about_one: bool) -> Reach | None:
    """Choose the phone that may hear of a matter (S29).

    A matter of one person alone goes to no shared phone at all. What is about one of several goes to their own phone
    first and, on a shared one, only quietly. Shared work goes where the request said, else to the household. Nothing
    is named on a phone whose people said that others hear it.
    """
    fitting = [phone for phone in phones if not (is_alone and phone.is_shared)]
    first = [Whose.OWN, Whose.GIVEN, Whose.HOUSEHOLD]
    if not (is_alone or is_about_one):
        first = [Whose.GIVEN, Whose.HOUSEHOLD]
    for whose in first:
        for phone in fitting:
            if phone.whose == whose:
                return Reach(phone, is_quiet=phone.is_watched or (is_about_one and phone.is_shared))
    return None


def ways_of(*, wished: str, can_read: bool, is_mobile: bool) -> tuple[Channel, ...]:
    """Give the ways to a phone in their order: as wished, a call for who cannot read, a text for who can."""
    if wished == Channel.PAPER:
        return (Channel.PAPER,)
    may_text = can_read and is_mobile
    if wished == Channel.VOICE or not may_text:
        return (Channel.VOICE, Channel.SMS) if may_text else (Channel.VOICE,)
    return (Channel.SMS, Channel.VOICE)
