"""The sweep: what happens when a time has come. It only moves an item where the definition says what time says."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from panah.casework.models import Item
from panah.casework.operations.acting import act_as_system
from panah.casework.rules import Selected
from panah.foundation.canonical import digest

MOST_AT_ONCE = 5_000
type Timer = tuple[str, str, int, int]
"""A step, the word time says there, and the item with its version."""


def sweep(*, now: datetime, most: int = MOST_AT_ONCE) -> int:
    """Move the items whose time has come, all of one step in one motion; returns how many moved.

    The sender is the system and the key is what it saw, so that two sweeps at once move an item once. A promise past
    which nothing is said (no `late`) stays, and is shown as late.
    """
    due = Item.objects.filter(state="open", due_at__lte=now).exclude(clock="")
    timers = due.order_by("due_at", "pk").values_list("step", "clock", "pk", "ver")[:most]
    return sum(_move(step, word, chosen, now) for step, word, chosen in _by_step(timers))


def _by_step(timers: Iterable[Timer]) -> Iterator[tuple[str, str, list[Selected]]]:
    """Group what is due by what is said where."""
    for (step, word), group in groupby(sorted(timers), key=lambda timer: timer[:2]):
        yield step, word, [Selected(item, ver) for _, _, item, ver in group]


def _move(step: str, word: str, chosen: list[Selected], now: datetime) -> int:
    seen = digest([[one.item, one.ver] for one in chosen]).hex()
    return act_as_system(chosen=chosen, step=step, word=word, key=f"{word}:{seen}", now=now).moved
