"""What a paper is worth on a day: its state is what officers did, its standing also asks the calendar."""

from datetime import date
from enum import StrEnum


class State(StrEnum):
    """What was done with a paper; that its time is over is a date and no state."""

    VALID = "valid"
    VOID = "void"
    REPLACED = "replaced"


class Standing(StrEnum):
    """What a paper is worth on one day."""

    VALID = "valid"
    NOT_YET = "not-yet"
    OVER = "over"
    VOID = "void"


def standing(
    *, state: State, valid_from: date, valid_until: date | None, on: date, is_used: bool = False
) -> Standing:
    """Say what a paper is worth on a local day; both days of its span belong to it, and no end means for good.

    A paper that another replaced is void, and what is void stays void whatever the day; one good for a single use
    is over when it was used.
    """
    if state is not State.VALID:
        return Standing.VOID
    if is_used:
        return Standing.OVER
    if on < valid_from:
        return Standing.NOT_YET
    return Standing.OVER if valid_until is not None and on > valid_until else Standing.VALID
