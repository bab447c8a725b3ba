"""What a household may need of a time, and what a time may offer."""

from enum import IntFlag


class Need(IntFlag):
    """Needs as one number, so that a database compares them in one step; 0 needs nothing.

    A time suits a household when it offers all that is needed.
    """

    QUIET = 1
    """An hour without a crowd (ساعت خلوت)."""
    HOME_VISIT = 2
    """Somebody comes to the house (مراجعه در منزل)."""
    WOMAN_OPERATOR = 4
    """A woman takes photos and prints (متصدی زن)."""
    CURTAIN = 8
    """A curtained corner for the photo (پرده)."""


ALL_NEEDS = Need.QUIET | Need.HOME_VISIT | Need.WOMAN_OPERATOR | Need.CURTAIN
"""The whole vocabulary as one number."""
NOTHING = Need(0)
"""Needs nothing, offers nothing."""


def suits(*, offers: int, needs: int) -> bool:
    """Whether a time offers all that is needed."""
    return offers & needs == needs
