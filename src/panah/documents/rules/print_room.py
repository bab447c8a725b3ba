"""The way of a card from its issue into a hand, and of the blank it is printed on; which step follows which."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import count, islice
from typing import Final

from panah.foundation.errors import InvalidInput
from panah.foundation.persian import clean

MOST_IN_BATCH: Final = 1_000
"""Cards of one batch unless somebody asks for fewer; more is refused."""

CARDS_OF_SHEET: Final = 50
"""Cards of one file for the printer; what fails is done again for so many, never for the whole batch."""

LONGEST_REASON: Final = 120
LONGEST_BOX: Final = 40
LARGEST_SERIAL: Final = 10**15


class ItemState(StrEnum):
    """Where the printing of a card stands."""

    WAITING = "waiting"
    TYPESET = "typeset"
    PRINTED = "printed"
    CHECKED = "checked"
    """The printed code was read back and is the one of this card."""
    SENT = "sent"
    ARRIVED = "arrived"
    HANDED = "handed"
    RETURNED = "returned"
    """Nobody fetched it; it lies at the print site again."""
    SPOILED = "spoiled"
    """This print ended; the same card is printed anew."""
    WITHDRAWN = "withdrawn"
    """The card is void: it is printed no more."""


OVER: Final = frozenset({ItemState.SPOILED, ItemState.WITHDRAWN})
"""Attempts that ended without a card."""

BEFORE: Final[Mapping[ItemState, frozenset[ItemState]]] = {
    ItemState.TYPESET: frozenset({ItemState.WAITING}),
    ItemState.PRINTED: frozenset({ItemState.TYPESET}),
    ItemState.CHECKED: frozenset({ItemState.PRINTED}),
    ItemState.SENT: frozenset({ItemState.CHECKED, ItemState.RETURNED}),
    ItemState.ARRIVED: frozenset({ItemState.SENT}),
    ItemState.HANDED: frozenset({ItemState.ARRIVED}),
    ItemState.RETURNED: frozenset({ItemState.ARRIVED}),
    ItemState.SPOILED: frozenset(
        {ItemState.PRINTED, ItemState.CHECKED, ItemState.SENT, ItemState.ARRIVED, ItemState.RETURNED}
    ),
}
"""From which states an item comes into each; what is typeset goes on its blank with its whole sheet before it ends."""

ON_BLANK: Final = frozenset(
    {
        ItemState.PRINTED,
        ItemState.CHECKED,
        ItemState.SENT,
        ItemState.ARRIVED,
        ItemState.HANDED,
        ItemState.RETURNED,
    }
)
"""States in which there is a card, and so the blank it was printed on."""


class BatchState(StrEnum):
    """How far a batch is typeset."""

    QUEUED = "queued"
    READY = "ready"
    FAILED = "failed"
    """Something could not be typeset; an operator looks, and sends it again."""


class BlankState(StrEnum):
    """What became of a blank card."""

    IN_STOCK = "in-stock"
    ON_WAY = "on-way"
    USED = "used"
    SPOILED = "spoiled"
    DESTROYED = "destroyed"


def clean_reason(text: str) -> str:
    """Give a reason clean and cut to its length. Raises InvalidInput("reason-needed")."""
    if not (reason := clean(text)[:LONGEST_REASON]):
        raise InvalidInput("reason-needed", field="reason")
    return reason


def serials_from(first: int, cards: int, *, without: Iterable[int] = ()) -> list[int]:
    """Number so many blanks one after another, passing over those the printer spoiled."""
    left_out = frozenset(without)
    return list(islice((serial for serial in count(first) if serial not in left_out), cards))


def serial_range(first: int, last: int) -> int:
    """Say how many blanks a range of serials has, both ends included. Raises InvalidInput("serials-wrong")."""
    if not 0 < first <= last <= LARGEST_SERIAL:
        raise InvalidInput("serials-wrong", field="first")
    return last - first + 1
