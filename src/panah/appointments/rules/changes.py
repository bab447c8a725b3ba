"""Changing one's time: earlier, later, not at all, or missed and back again; none of it is held against anybody.

Nothing here knows how often somebody changed or missed: it is not counted, so it cannot weigh (S10). A time belongs to
its household and cannot be given to another: what one lets go is free for whoever is next in the draw.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from panah.appointments.rules.needs import suits
from panah.foundation.errors import Conflict, InvalidInput


class State(StrEnum):
    """Where an appointment stands."""

    BOOKED = "booked"
    """The household is expected at its time."""
    WAITING = "waiting"
    """Its time was closed by the office and no other was free yet; the office owes it one."""
    CAME = "came"
    CANCELLED = "cancelled"
    MISSED = "missed"


LIVE = frozenset({State.BOOKED, State.WAITING})
"""States in which a household has its call for a purpose; in any other it may book again at once."""


class OfferState(StrEnum):
    """Where the offer of an earlier time stands."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"
    """Declined, overtaken by another change, or shut with its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An appointment as the rules see it; moments in UTC, `starts_at` that of its present time."""

    state: State
    starts_at: datetime
    minutes: int
    needs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A time as the rules see it."""

    starts_at: datetime
    minutes: int
    offers: int
    is_shut: bool
    left: int


def refuse_unusable(time: Offered, *, minutes: int, needs: int, now: datetime) -> None:
    """Refuse a time that nobody of these needs can take.

    Raises `Conflict`: `slot-shut`, `slot-over`, `slot-full`; `InvalidInput("slot-does-not-suit")`.
    """
    if time.is_shut:
        raise Conflict("slot-shut")
    if time.starts_at <= now:
        raise Conflict("slot-over")
    if time.minutes < minutes or not suits(offers=time.offers, needs=needs):
        raise InvalidInput("slot-does-not-suit")
    if time.left < 1:
        raise Conflict("slot-full")


def refuse_change(one: Standing, *, now: datetime) -> None:
    """Refuse to move or cancel what has ended or begun.

    Whoever is late books anew once it is missed. Raises `Conflict`: `appointment-ended`, `appointment-begun`.
    """
    if one.state not in LIVE:
        raise Conflict("appointment-ended", state=one.state.value)
    if one.state is State.BOOKED and one.starts_at <= now:
        raise Conflict("appointment-begun")


def refuse_missing(one: Standing, *, now: datetime) -> None:
    """Refuse to call missed what is still to come or has ended; raises `Conflict` (`appointment-ended`, `-to-come`)."""
    if one.state is not State.BOOKED:
        raise Conflict("appointment-ended", state=one.state.value)
    if one.starts_at > now:
        raise Conflict("appointment-to-come")


def may_be_earlier(one: Standing, time: Offered, *, now: datetime) -> bool:
    """Whether a freed time may be offered to somebody: to come, before theirs, and suiting them."""
    return (
        one.state is State.BOOKED
        and not time.is_shut
        and now < time.starts_at < one.starts_at
        and time.minutes >= one.minutes
        and suits(offers=time.offers, needs=one.needs)
    )


HELD_FOR: Final = timedelta(hours=24)
"""How long a freed time is held for whoever it was offered to: a day, so that somebody who works sees it."""
NOT_LATER: Final = timedelta(hours=12)
"""An answer is waited for until so long before the time itself."""
TOO_SHORT: Final = timedelta(hours=3)
"""Less than that nobody can be expected to answer in; such a time is simply free."""


def held_until(starts_at: datetime, *, now: datetime) -> datetime | None:
    """Give until when a freed time is held for those it is offered to; None where it is too near for offers."""
    until = min(now + HELD_FOR, starts_at - NOT_LATER)
    return until if until >= now + TOO_SHORT else None


def next_to_ask[Key: (int, str)](waiting: Iterable[tuple[int, bytes, Key]], *, count: int) -> list[Key]:
    """Choose whom a freed time is offered: who needs something first, then by the draw's tickets.

    `waiting` gives (needs, ticket, key) of each. Nobody is asked because they were quick.
    """
    first = sorted(waiting, key=lambda one: (not one[0], one[1]))
    return [key for _, _, key in first[:count]]
