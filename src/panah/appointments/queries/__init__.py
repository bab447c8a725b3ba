"""Reading appointments: free times, who is expected, how full offices are, and what is published of a draw."""

from panah.appointments.queries.days import (
    DayLine,
    Fullness,
    day_list,
    how_full,
    offices_with_times,
    waiting_for_a_time,
)
from panah.appointments.queries.draws import PublishedDraw, published_draw, published_list
from panah.appointments.queries.free import FreeTime, free_choices, free_slots, free_times
from panah.appointments.queries.needs import need_names, needs_named, needs_of_households, needs_said
from panah.appointments.queries.theirs import OnOffer, TheirTime, their_time, time_at, time_by_code

__all__ = [
    "DayLine",
    "FreeTime",
    "Fullness",
    "OnOffer",
    "PublishedDraw",
    "TheirTime",
    "day_list",
    "free_choices",
    "free_slots",
    "free_times",
    "how_full",
    "need_names",
    "needs_named",
    "needs_of_households",
    "needs_said",
    "offices_with_times",
    "published_draw",
    "published_list",
    "their_time",
    "time_at",
    "time_by_code",
    "waiting_for_a_time",
]
