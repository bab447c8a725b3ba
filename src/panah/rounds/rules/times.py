"""How an office's counters are shared among visits of different length, and what its hours offer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from panah.appointments.rules.lengths import LengthRow, Lengths
from panah.appointments.rules.needs import NOTHING, Need
from panah.appointments.rules.planning import Weights
from panah.catalogue.rules.round_orders import Counters, Extra, RoundOrder

NEED_OF: Final[Mapping[Extra, Need]] = {
    Extra.QUIET: Need.QUIET,
    Extra.HOME_VISIT: Need.HOME_VISIT,
    Extra.WOMAN_OPERATOR: Need.WOMAN_OPERATOR,
    Extra.CURTAIN: Need.CURTAIN,
}
WHOLE_DAY: Final = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """From one minute of the local day to another."""

    since: int
    until: int


QUIET_HOUR: Final = Hours(since=10 * 60, until=11 * 60)
"""When it is quiet where nobody says otherwise: neither the crowd of the opening nor the heat of noon."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """So many counters that see one household after another, each for so many minutes, within these hours."""

    minutes: int
    places: int
    offers: int
    hours: Hours


def lengths_of(order: RoundOrder) -> Lengths:
    """Give how long the visits of a round take; raises `InvalidInput("lengths-unreadable")`."""
    return Lengths(rows=tuple(LengthRow(up_to=row.members_to, minutes=row.minutes) for row in order.visit))


NOTICE: Final = timedelta(days=2)
"""Nobody is called to a day nearer than that: a message, and whoever reads it to somebody, needs time."""


def weights_of(order: RoundOrder, *, today: date) -> Weights:
    """Give what a call-up is weighed by: nobody late first, then the near office, then the soonest day.

    The soonest, because counters that stand empty today are missing before the round closes, when everybody comes.
    """
    whole = max(0, (order.days[1] - today).days) + 1
    return Weights(late=100, near=1, early=0, far=30, spare=2, margin=whole)


def deadline_of(order: RoundOrder, first_expiry: date | None) -> date:
    """Give the local day by which a household is seen: `early` days before its first paper, or the round, ends."""
    closes = order.days[1]
    ends = closes if first_expiry is None else min(first_expiry, closes)
    return ends - timedelta(days=order.early)


def lanes(counters: Counters, *, demand: Mapping[int, int], quiet: Hours = QUIET_HOUR) -> tuple[Lane, ...]:
    """Lay an office's counters out for a day; `demand` is how many households ask for each length in minutes.

    In the quiet hour half of the counters rest. One counter, where there are several, can send somebody home to
    people; who sits there otherwise sees whoever comes. No length is without a counter that is long enough.
    """
    common = _offers(one for one in counters.offers if one not in {Extra.QUIET, Extra.HOME_VISIT})
    if Extra.QUIET not in counters.offers:
        return tuple(_laid(counters, demand, common, Hours(since=0, until=WHOLE_DAY), counters.places))
    still = max(1, counters.places // 2)
    return (
        *_laid(counters, demand, common, Hours(since=0, until=quiet.since), counters.places),
        *_laid(counters, demand, common | int(Need.QUIET), quiet, still),
        *_laid(counters, demand, common, Hours(since=quiet.until, until=WHOLE_DAY), counters.places),
    )


def _laid(
    counters: Counters, demand: Mapping[int, int], offers: int, hours: Hours, places: int
) -> Iterable[Lane]:
    if Extra.HOME_VISIT in counters.offers:
        longest = max(demand)
        yield Lane(minutes=longest, places=1, offers=offers | int(Need.HOME_VISIT), hours=hours)
        places -= 1
    for minutes, count in share(places, demand=demand).items():
        yield Lane(minutes=minutes, places=count, offers=offers, hours=hours)


def share(places: int, *, demand: Mapping[int, int]) -> dict[int, int]:
    """Share counters among lengths by the time each asks for; a length without one of its own goes to a longer one.

    The longest always has one, so that no household is too large. Where nobody is called yet all lengths count alike.
    """
    if places < 1:
        return {}
    asked = {length: count * length for length, count in sorted(demand.items())}
    if not any(asked.values()):
        asked = dict.fromkeys(asked, 1)
    kept = _merged(asked, places)
    shared = dict.fromkeys(kept, 1)
    for _ in range(places - len(kept)):
        poorest = max(kept, key=lambda length: (kept[length] / shared[length], length))
        shared[poorest] += 1
    return shared


def _merged(asked: Mapping[int, int], places: int) -> dict[int, int]:
    """Leave as many lengths as there are counters, and none but the longest that nobody asks for."""
    longest = max(asked)
    kept = {length: time for length, time in asked.items() if time or length == longest}
    while len(kept) > places:
        least = min((length for length in kept if length != longest), key=lambda one: (kept[one], one))
        time = kept.pop(least)
        longer = min(length for length in kept if length > least)
        kept[longer] += time
    return kept


def _offers(extras: Iterable[Extra]) -> int:
    return int(sum((NEED_OF[one] for one in extras), NOTHING))


def gaps(taken: Iterable[date], days: Sequence[date]) -> list[tuple[date, date]]:
    """Give the runs of days, first and last, on which nothing is open yet."""
    busy, runs = set(taken), list[tuple[date, date]]()
    for day in days:
        if day in busy:
            continue
        if runs and (day - runs[-1][1]).days == 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs
