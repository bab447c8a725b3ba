"""Reading appointments: free times, who is expected, how full offices are, and what is published of a draw."""

from panah.appointments.queries.days import DayLine, Fullness, day_list, how_full, waiting_for_a_time
from panah.appointments.queries.draws import PublishedDraw, published_draw
from panah.appointments.queries.free import FreeTime, free_slots, free_times

__all__ = [
    "DayLine",
    "FreeTime",
    "Fullness",
    "PublishedDraw",
    "day_list",
    "free_slots",
    "free_times",
    "how_full",
    "published_draw",
    "waiting_for_a_time",
]
