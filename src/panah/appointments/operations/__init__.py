"""Writing appointments: opening times, the draw, booking and changing, offers, and sudden closures."""

from panah.appointments.operations.booking import book, cancel, check_in, miss, swap
from panah.appointments.operations.closing import Closed, close_office, place_all_waiting, place_waiting
from panah.appointments.operations.drawing import (
    Drawn,
    announce_draw,
    draw_of,
    fresh_seed,
    keep_plan,
    keep_rest,
)
from panah.appointments.operations.ground import ARRANGERS, COUNTER, SHUTTERS
from panah.appointments.operations.needing import say_needs
from panah.appointments.operations.offering import (
    decline_offer,
    lapse_offers,
    offer_earlier,
    offer_freed,
    take_offer,
)
from panah.appointments.operations.opening import Row, open_slots
from panah.appointments.operations.reminding import remind_of_times
from panah.appointments.operations.telling import FREED

__all__ = [
    "ARRANGERS",
    "COUNTER",
    "FREED",
    "SHUTTERS",
    "Closed",
    "Drawn",
    "Row",
    "announce_draw",
    "book",
    "cancel",
    "check_in",
    "close_office",
    "decline_offer",
    "draw_of",
    "fresh_seed",
    "keep_plan",
    "keep_rest",
    "lapse_offers",
    "miss",
    "offer_earlier",
    "offer_freed",
    "open_slots",
    "place_all_waiting",
    "place_waiting",
    "remind_of_times",
    "say_needs",
    "swap",
    "take_offer",
]
