"""When a reading is good enough, and when trying again helps nobody."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from panah.biometrics.rules.parts import Modality

TRIES: Final = 3
"""Poor readings of one part after which "cannot be captured" is offered."""
BEST: Final = 100
GOOD_ENOUGH: Final[Mapping[Modality, int]] = MappingProxyType({Modality.FINGER: 25, Modality.IRIS: 30})
"""The least quality, 0 to 100, a reading is compared with: NFIQ 2 of ISO/IEC 29794-4, and 29794-6 for eyes."""


class Gate(StrEnum):
    """What becomes of one reading."""

    GOOD = "good"
    AGAIN = "again"
    GIVE_UP = "give-up"


def gate(modality: Modality, quality: int, *, poor_before: int) -> Gate:
    """Judge a reading of a part that came out poor so many times before.

    A good one is taken however many were poor; the third poor one offers that the part cannot be captured.
    """
    if quality >= GOOD_ENOUGH[modality]:
        return Gate.GOOD
    return Gate.AGAIN if poor_before + 1 < TRIES else Gate.GIVE_UP


def tries_left(poor_before: int) -> int:
    """Count the tries before "cannot be captured" is offered."""
    return max(0, TRIES - poor_before)
