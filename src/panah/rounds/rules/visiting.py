"""A household at the counter: where its people stand, and the word that is due for each (S16, S26)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from panah.biometrics.rules.verdict import Verdict

VISIT, CALL, CHANGES = "visit", "call", "changes"
VERIFY, LATER, EXCUSE, IDENTITY = "people/verify", "people/later", "people/excuse", "people/identity"
DETAILS, TECHNICAL, BILL = "people/details", "people/technical", "people/bill"
HAND_OVER: Final = "people/hand-over"
"""The steps of the service of a round that concern its visit, as the service names them."""


class Word(StrEnum):
    """What is said of a household or a person at the counter."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    VERIFIED = "verified"
    UNREADABLE = "unreadable"
    MISMATCH = "mismatch"
    ABSENT = "absent"
    BOOKED = "booked"
    READY = "ready"
    FAULT = "fault"


class Left(StrEnum):
    """Why somebody of a household did not go on."""

    UNFINISHED = "unfinished"
    SECOND_PERSON = "second-person"
    IDENTITY = "identity"
    TECHNICAL = "technical"
    ABSENT = "absent"
    CHANGED = "changed"
    NOT_ASKED = "collector-not-asked"
    NOT_MOVED = "not-moved"


STANDS_AT: Final = {
    EXCUSE: Left.SECOND_PERSON,
    IDENTITY: Left.IDENTITY,
    TECHNICAL: Left.TECHNICAL,
    LATER: Left.ABSENT,
    CHANGES: Left.CHANGED,
}
"""Steps where somebody waits for another hand, and how that is told."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One person of a household as the words need it: the open step, who came, and what the identity check says."""

    step: str
    is_present: bool
    verdict: Verdict
    is_shown: bool


def word_for(one: Standing, *, has_time: bool = False) -> Word | None:
    """Say the word that is due at the step where somebody is; None where none is, or not yet.

    Whoever did not come and has a standing time (`has_time`) simply waits for it.
    """
    if one.step == VERIFY:
        if not one.is_present:
            return None if has_time else Word.ABSENT
        return identity_word(one.verdict, is_shown=one.is_shown)
    if one.step == DETAILS and one.is_present:
        return Word.READY
    return None


def identity_word(verdict: Verdict, *, is_shown: bool) -> Word | None:
    """Put an identity check into the word that stands on it; a difference is a question to the expert, no finding."""
    if is_shown:
        return Word.VERIFIED
    return {Verdict.EXCUSED: Word.UNREADABLE, Verdict.MISMATCH: Word.MISMATCH}.get(verdict)
