"""The tables of biometrics."""

from panah.biometrics.models.devices import Device
from panah.biometrics.models.excuses import Excuse
from panah.biometrics.models.gallery import Gallery, GalleryKey, Reading, Tombstone
from panah.biometrics.models.sessions import Attempt, CaptureTicket, Check, Session

__all__ = [
    "Attempt",
    "CaptureTicket",
    "Check",
    "Device",
    "Excuse",
    "Gallery",
    "GalleryKey",
    "Reading",
    "Session",
    "Tombstone",
]
