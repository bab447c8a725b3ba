"""The plan of a call-up: which household is called to which office on which day and at which hour.

Households that differ in nothing that matters form a class, and classes are placed by one minimum-cost flow (`flow`).
Who of a class gets which of its times is drawn (`draw`). So the same households and slots give the same plan, in
whatever order they are handed in. Days are Gregorian local days.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np

from panah.appointments.rules.flow import Arcs, place
from panah.appointments.rules.needs import Need, suits
from panah.foundation.errors import InvalidInput

type Reach = tuple[tuple[int, int], ...]
"""The offices a household can go to, each with its distance: 0 is its own; rising by office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Called:
    """A household to be called: the day its papers expire, the minutes it takes, what it needs, where it can go."""

    number: int
    reach: Reach
    deadline: date
    minutes: int
    needs: int = Need(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeSlot:
    """A time with places left; `moment` is the minute of the local day, `minutes` how long one place lasts."""

    number: int
    office: int
    day: date
    moment: int
    minutes: int
    places: int
    offers: int = Need(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What a placing costs, in points that only compare; all whole numbers, given by the caller.

    `late` for each day after the deadline, `near` for each day by which less than `margin` days are left before it,
    `early` for each day further ahead than the margin, `far` for each unit of distance, `spare` where a time offers
    what the household does not need.
    """

    late: int
    near: int
    early: int
    far: int
    spare: int
    margin: int

    def __post_init__(self) -> None:
        points = (self.late, self.near, self.early, self.far, self.spare, self.margin)
        if min(points) < 0:
            raise InvalidInput("weights-unreadable")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """(household, slot) by household; `unplaced` are those for whom no place was left that suits them."""

    placed: tuple[tuple[int, int], ...]
    unplaced: tuple[int, ...]


class Order(Protocol):
    """Whatever orders the members of a class: a ticket of the draw, or the moment they had before."""

    def __call__(self, number: int, /) -> bytes:
        """Give what a household is sorted by."""


type Class = tuple[Reach, date, int, int]
"""Reach, deadline, minutes, needs: what households of a class share."""


def plan(*, households: Iterable[Called], slots: Iterable[FreeSlot], weights: Weights, order: Order) -> Plan:
    """Place every household for whom there is room, needs first, at the least cost.

    The first of a class by `order` gets the earliest of the times that fell to it. Raises
    `InvalidInput("list-names-somebody-twice")`.
    """
    classes = group(households)
    ordered = sorted(slots, key=lambda slot: (slot.day, slot.moment, slot.office, slot.number))
    found = place(
        sizes=[len(members) for _, members in classes],
        places=[slot.places for slot in ordered],
        arcs=arcs([shared for shared, _ in classes], ordered, weights),
        dear=[bool(shared[3]) for shared, _ in classes],
    )
    times: dict[int, list[int]] = defaultdict(list)
    for index, slot, count in sorted(found, key=lambda one: one[:2]):
        times[index] += [ordered[slot].number] * count
    placed: list[tuple[int, int]] = []
    unplaced: list[int] = []
    for index, (_, members) in enumerate(classes):
        drawn = sorted(members, key=lambda number: (order(number), number))
        mine = times[index]
        placed += zip(drawn, mine, strict=False)
        unplaced += drawn[len(mine) :]
    return Plan(placed=tuple(sorted(placed)), unplaced=tuple(sorted(unplaced)))


def group(households: Iterable[Called]) -> list[tuple[Class, list[int]]]:
    """Give the classes in a fixed order, each with its members' numbers."""
    classes: dict[Class, list[int]] = defaultdict(list)
    seen: set[int] = set()
    for one in households:
        if one.number in seen:
            raise InvalidInput("list-names-somebody-twice", household=one.number)
        seen.add(one.number)
        classes[tuple(sorted(one.reach)), one.deadline, one.minutes, int(one.needs)].append(one.number)
    return sorted(classes.items())


def cost(*, deadline: date, distance: int, needs: int, slot: FreeSlot, weights: Weights) -> int:
    """Give the points of one placing; none is below 0."""
    left = (deadline - slot.day).days
    return (
        weights.late * max(0, -left)
        + weights.near * max(0, weights.margin - max(left, 0))
        + weights.early * max(0, left - weights.margin)
        + weights.far * distance
        + weights.spare * (slot.offers & ~needs).bit_count()
    )


def arcs(classes: Sequence[Class], slots: Sequence[FreeSlot], weights: Weights) -> Arcs:
    """Give every possible placing of a class with its points.

    Slots that cost the same whoever comes are reckoned once: by office, and by what they last and offer.
    """
    columns: tuple[list[int], list[int], list[int]] = ([], [], [])
    suited: dict[tuple[int, int, int], list[int]] = {}
    by_office: dict[int, list[int]] = defaultdict(list)
    for index, slot in enumerate(slots):
        by_office[slot.office].append(index)
    for index, (reach, deadline, minutes, needs) in enumerate(classes):
        for office, distance in reach:
            key = (office, minutes, needs)
            if key not in suited:
                suited[key] = _suited(by_office[office], slots, minutes, needs)
            columns[0].extend([index] * len(suited[key]))
            columns[1].extend(suited[key])
            columns[2].extend(
                cost(deadline=deadline, distance=distance, needs=needs, slot=slots[at], weights=weights)
                for at in suited[key]
            )
    whole = [np.asarray(column, dtype=np.int64) for column in columns]
    return Arcs(classes=whole[0], slots=whole[1], costs=whole[2])


def _suited(office: Iterable[int], slots: Sequence[FreeSlot], minutes: int, needs: int) -> list[int]:
    return [
        at
        for at in office
        if slots[at].minutes >= minutes and suits(offers=slots[at].offers, needs=needs) and slots[at].places
    ]


def points(found: Plan, *, households: Iterable[Called], slots: Iterable[FreeSlot], weights: Weights) -> int:
    """Give the points of a whole plan by each household's own deadline; who is unplaced counts nothing."""
    called = {one.number: one for one in households}
    known = {slot.number: slot for slot in slots}
    return sum(_points_of(called[one], known[slot], weights) for one, slot in found.placed)


def _points_of(one: Called, slot: FreeSlot, weights: Weights) -> int:
    distance = dict(one.reach)[slot.office]
    return cost(deadline=one.deadline, distance=distance, needs=one.needs, slot=slot, weights=weights)


def by_moment(had: Callable[[int], int]) -> Order:
    """Order by the moment (epoch seconds) each had before, so that the first of a shut morning stays first."""
    return lambda number, /: had(number).to_bytes(8)
