"""Writing appointments: opening times, the draw, booking and changing, offers, and sudden closures."""

from panah.appointments.operations.booking import book, cancel, check_in, miss, swap
from panah.appointments.operations.closing import Closed, close_office, place_waiting
from panah.appointments.operations.drawing import Drawn, announce_draw, keep_plan
from panah.appointments.operations.offering import decline_offer, offer_earlier, take_offer
from panah.appointments.operations.opening import Row, open_slots

__all__ = [
    "Closed",
    "Drawn",
    "Row",
    "announce_draw",
    "book",
    "cancel",
    "check_in",
    "close_office",
    "decline_offer",
    "keep_plan",
    "miss",
    "offer_earlier",
    "open_slots",
    "place_waiting",
    "swap",
    "take_offer",
]
