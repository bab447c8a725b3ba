"""The tables of notifications."""

from panah.notifications.models.calls import PhoneCall
from panah.notifications.models.messages import Message

__all__ = ["Message", "PhoneCall"]
