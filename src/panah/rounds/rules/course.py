"""How far a round has come, and what may follow."""

from enum import StrEnum
from typing import Final


class Course(StrEnum):
    """Where a round stands: told to the offices, open for households, or closed (open files go on to their end)."""

    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"


ANNOUNCERS: Final = frozenset({"ministry-officer", "ministry-director"})
"""Who opens a round: the ministry (seed 2, process 1)."""
ACKNOWLEDGERS: Final = ("bureau-officer", "bureau-director", "bureau-expert", "service-clerk", "bureau-clerk")
"""Who says for an office that the order has arrived (seed 2, process 2)."""
ADMITTERS: Final = ("service-clerk", "bureau-clerk", "bureau-expert", "bureau-officer")
"""Who lets a household in that was left out of earlier rounds."""


def purpose_of(slug: str, province: str) -> str:
    """Name the appointments and the draw of a round: one for each province that holds it."""
    return f"{slug}:{province}"
