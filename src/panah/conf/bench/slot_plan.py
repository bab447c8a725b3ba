"""The plan of a call-up by classes, beside OR-tools given every household by itself: as good, and much quicker."""

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np
from django.db import connection

from panah.appointments.rules.draw import Draw
from panah.appointments.rules.flow import Arcs, place
from panah.appointments.rules.needs import Need
from panah.appointments.rules.planning import (
    Called,
    FreeSlot,
    Plan,
    Reach,
    Weights,
    arcs,
    group,
    plan,
    points,
)
from panah.conf.bench.measuring import Figure

HOUSEHOLDS: Final = 100_000
OFFICES: Final = 12
DAYS: Final = 60
ROOM: Final = 1.08
"""Places for each household."""
FIRST: Final = date(2026, 12, 1)
WEIGHTS: Final = Weights(late=100, near=10, early=1, far=30, spare=2, margin=14)
SEED: Final = bytes(32)


def figures() -> Iterator[Figure]:
    """Cost, time and who is left out; the ungrouped peer gets the same arcs, one bundle for each household."""
    households, slots = province()
    begun = time.process_time()
    ours = plan(households=households, slots=slots, weights=WEIGHTS, order=_draw().ticket)
    own_time = time.process_time() - begun
    begun = time.process_time()
    peer = ungrouped(households, slots)
    peer_time = time.process_time() - begun
    said = f"{HOUSEHOLDS:,} households on {len(slots)} slots"
    yield _figure(f"slot plan of {said}: CPU seconds over ungrouped OR-tools", own_time, peer_time, 0.5)
    yield _figure(
        f"slot plan of {said}: points over the ungrouped optimum",
        points(ours, households=households, slots=slots, weights=WEIGHTS),
        points(peer, households=households, slots=slots, weights=WEIGHTS),
        1.02,
    )
    yield _figure(
        f"slot plan of {said}: households placed over those the optimum places",
        len(ours.placed),
        len(peer.placed),
        1,
        at_least=True,
    )


def _figure(name: str, subject: float, floor: float, limit: float, *, at_least: bool = False) -> Figure:
    return Figure(name, connection.vendor, subject, floor, limit, at_least=at_least)


def _draw() -> Draw:
    return Draw(seed=SEED, purpose="bench", list_digest="0" * 64)


def province() -> tuple[list[Called], list[FreeSlot]]:
    """Households and slots of a made-up province, the same each time: most are near one of a few big offices."""
    chance = random.Random(1405)  # noqa: S311  # a made-up province, the same each time
    reaches = [_reach(office) for office in range(OFFICES)]
    households = [
        Called(
            number=number,
            reach=reaches[min(OFFICES - 1, int(chance.expovariate(0.25)))],
            deadline=FIRST + timedelta(days=chance.randrange(DAYS + WEIGHTS.margin)),
            minutes=chance.choices((20, 30, 45), (60, 30, 10))[0],
            needs=chance.choices(
                (Need(0), Need.WOMAN_OPERATOR | Need.CURTAIN, Need.QUIET, Need.HOME_VISIT), (86, 10, 3, 1)
            )[0],
        )
        for number in range(1, HOUSEHOLDS + 1)
    ]
    return households, _slots(households)


def _reach(own: int) -> Reach:
    near = sorted(range(OFFICES), key=lambda office: (abs(office - own), office))[:3]
    return tuple(sorted((office, abs(office - own)) for office in near))


def _slots(households: list[Called]) -> list[FreeSlot]:
    """One slot for each office and day, of which some are long and some offer more; room as households need it."""
    wanted = [0.0] * OFFICES
    for one in households:
        for office, _ in one.reach:
            wanted[office] += ROOM / len(one.reach)
    return [
        FreeSlot(
            number=1 + office * DAYS + day,
            office=office,
            day=FIRST + timedelta(days=day),
            moment=480,
            minutes=45 if day % 3 == 0 else 30,
            places=round(wanted[office] / DAYS),
            offers=_offers(day),
        )
        for office in range(OFFICES)
        for day in range(DAYS)
    ]


def _offers(day: int) -> Need:
    return Need.QUIET | Need.WOMAN_OPERATOR | Need.CURTAIN | Need.HOME_VISIT if day % 6 == 0 else Need(0)


def ungrouped(households: list[Called], slots: list[FreeSlot]) -> Plan:
    """Give the optimum: every household is a node of its own."""
    classes = group(households)
    ordered = sorted(slots, key=lambda slot: slot.number)
    shared = arcs([one for one, _ in classes], ordered, WEIGHTS)
    bounds = np.searchsorted(shared.classes, np.arange(len(classes) + 1))
    spans = [slice(bounds[i], bounds[i + 1]) for i, (_, members) in enumerate(classes) for _ in members]
    sizes = [span.stop - span.start for span in spans]
    numbers = [number for _, members in classes for number in members]
    dear = [bool(one[3]) for one, members in classes for _ in members]
    found = place(
        sizes=[1] * len(numbers),
        places=[slot.places for slot in ordered],
        arcs=Arcs(
            classes=np.repeat(np.arange(len(numbers)), sizes),
            slots=np.concatenate([shared.slots[span] for span in spans]),
            costs=np.concatenate([shared.costs[span] for span in spans]),
        ),
        dear=dear,
    )
    placed = tuple(sorted((numbers[one], ordered[slot].number) for one, slot, _ in found))
    return Plan(placed=placed, unplaced=tuple(sorted(set(numbers) - {one for one, _ in placed})))
