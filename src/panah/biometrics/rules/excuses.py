"""Why a part cannot be captured: a normal answer, noted by one person and confirmed by another (S8, S16)."""

from enum import StrEnum
from typing import Final

from panah.biometrics.rules.quality import tries_left
from panah.foundation.errors import InvalidInput


class Reason(StrEnum):
    """Why; nobody has to say more. `BY_SIGHT` stands for a whole session without a device."""

    WORN = "worn"
    MISSING = "missing"
    INJURED = "injured"
    EYE_DISEASE = "eye-disease"
    DECLINED_TO_SAY = "declined-to-say"
    BY_SIGHT = "by-sight"


AFTER_TRYING: Final = frozenset({Reason.WORN})
"""Reasons that only trying shows."""


def refuse_untried(reason: Reason, *, poor_before: int) -> None:
    """Refuse a reason that only trying shows, before it was tried; raises InvalidInput("try-again-first")."""
    left = tries_left(poor_before)
    if reason in AFTER_TRYING and left:
        raise InvalidInput("try-again-first", left=left)


class Ground(StrEnum):
    """Why somebody's readings are deleted for good."""

    DEPARTED = "departed"
    NATURALISED = "naturalised"
    DIED = "died"
    ORDERED = "ordered"
    WRONG_ENROLMENT = "wrong-enrolment"
    NEW_ENCODER = "new-encoder"
