"""The tables of appointments."""

from panah.appointments.models.booked import Appointment, EarlierOffer
from panah.appointments.models.draws import AnnouncedDraw
from panah.appointments.models.needs import SaidNeeds
from panah.appointments.models.slots import Slot

__all__ = ["AnnouncedDraw", "Appointment", "EarlierOffer", "SaidNeeds", "Slot"]
