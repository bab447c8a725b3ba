"""Writing biometrics: asking, taking, receiving, excuses and their second person, portraits, devices, forgetting."""

from panah.biometrics.operations.arrived import Arrived
from panah.biometrics.operations.asking import ask_capture
from panah.biometrics.operations.devices import register_device, retire_device
from panah.biometrics.operations.excusing import check_by_sight, confirm_excuse, note_excuse
from panah.biometrics.operations.forgetting import Receipt, forget
from panah.biometrics.operations.portraits import take_portrait
from panah.biometrics.operations.receiving import receive_capture
from panah.biometrics.operations.taking import TakenTicket, take_ticket
from panah.biometrics.rules.tickets import Told

__all__ = [
    "Arrived",
    "Receipt",
    "TakenTicket",
    "Told",
    "ask_capture",
    "check_by_sight",
    "confirm_excuse",
    "forget",
    "note_excuse",
    "receive_capture",
    "register_device",
    "retire_device",
    "take_portrait",
    "take_ticket",
]
