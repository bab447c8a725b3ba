"""What is told to whom: the news of a step, which phone may hear it, how quietly, and how long a text is; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from panah.workflow.definition import End, ServiceDefinition, Step, ToStep

PARTIES: Final = frozenset({"applicant", "person", "head", "guardian"})
MOST_ATTEMPTS: Final = 6
MOST_PARTS: Final = 2
RECEIPT_WITHIN: Final = timedelta(hours=24)
"""How long a receipt is waited for; without one a message stays sent, for nobody knows better."""
_NOT_GSM: Final = frozenset("`^{}[]~|\\")


class News(StrEnum):
    """What there is to tell; no text says more than that something waits, and where."""

    OPENED = "opened"
    TO_PAY = "to-pay"
    YOUR_TURN = "your-turn"
    READY = "ready"
    LETTER = "letter"


class Channel(StrEnum):
    """Where a message goes: to a phone, or to the person's own pages."""

    SMS = "sms"
    PORTAL = "portal"


class MessageState(StrEnum):
    """Where a message stands: `failed` was never taken by the provider, `undeliverable` never reached the phone.

    Both are called instead; `called` was reached that way.
    """

    QUEUED = "queued"
    SENT = "sent"
    DELIVERED = "delivered"
    FAILED = "failed"
    UNDELIVERABLE = "undeliverable"
    CALLED = "called"


TO_CALL: Final = (MessageState.FAILED.value, MessageState.UNDELIVERABLE.value)


class Whose(StrEnum):
    """Where a number is known from: a person's own, given with the request, or the household's."""

    OWN = "own"
    GIVEN = "given"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True)
class Phone:
    """A number (E.164) with its blind index; a shared one is also answered by others of the household."""

    number: str
    index: str
    whose: Whose
    is_shared: bool


@dataclass(frozen=True, slots=True)
class Reach:
    """The phone a message goes to; a quiet one says only that there is a message."""

    phone: Phone
    is_quiet: bool


def news_of(definition: ServiceDefinition, step: Step) -> News | None:
    """Say what the opening of an item at a step is news of, to the people of the case; None for office work."""
    if step.kind == "pay":
        return News.TO_PAY
    if _follows_issue(definition, step.path):
        return News.READY
    return News.YOUR_TURN if PARTIES & set(step.holders) else None


def news_of_end(end: End) -> News | None:
    """Say what an end is news of: of a refusal only that a letter waits, never why."""
    return News.LETTER if end.kind == "adverse" else None


def choose(phones: Sequence[Phone], *, is_alone: bool, is_about_one: bool) -> Reach | None:
    """Choose the phone that may hear of a matter (S29).

    A matter of one person alone goes to no shared phone at all. What is about one of several goes to their own phone
    first and, on a shared one, only quietly. Shared work goes where the request said, else to the household.
    """
    fitting = [phone for phone in phones if not (is_alone and phone.is_shared)]
    first = [Whose.OWN, Whose.GIVEN, Whose.HOUSEHOLD]
    if not (is_alone or is_about_one):
        first = [Whose.GIVEN, Whose.HOUSEHOLD]
    for whose in first:
        for phone in fitting:
            if phone.whose == whose:
                return Reach(phone, is_quiet=is_about_one and phone.is_shared)
    return None


def sms_parts(text: str) -> int:
    """Count the parts of a text message: 160 or 153 letters of GSM 03.38, 70 or 67 of UCS-2 (3GPP TS 23.038)."""
    if text.isascii() and not _NOT_GSM & set(text):
        length, one, each = len(text), 160, 153
    else:
        length, one, each = len(text.encode("utf-16-le")) // 2, 70, 67
    return 1 if length <= one else -(-length // each)


def next_try(attempts: int) -> timedelta:
    """Give the pause after so many attempts: half a minute, doubling."""
    return timedelta(seconds=30 * (1 << min(max(attempts - 1, 0), 8)))


def _follows_issue(definition: ServiceDefinition, path: str) -> bool:
    issuing = (step.way("then") for step in definition.steps.values() if _issues(step))
    return any(way is not None and way.target == ToStep(path) for way in issuing)


def _issues(step: Step) -> bool:
    return step.kind == "do" and any(effect.entry.name == "issue" for effect in step.effects)
