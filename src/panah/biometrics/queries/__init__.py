"""Reading biometrics: a session for a page, what waits for a second person, one's own readings, devices."""

from panah.biometrics.queries.devices import is_in_use, secret_of
from panah.biometrics.queries.own import OwnReading, own_readings
from panah.biometrics.queries.sessions import (
    ExcuseView,
    Next,
    PartView,
    SessionView,
    excuses_to_confirm,
    session_of,
)
from panah.biometrics.rules.excuses import Ground, Reason
from panah.biometrics.rules.parts import Modality, Part
from panah.biometrics.rules.purposes import Purpose
from panah.biometrics.rules.verdict import Outcome, Verdict

__all__ = [
    "ExcuseView",
    "Ground",
    "Modality",
    "Next",
    "Outcome",
    "OwnReading",
    "Part",
    "PartView",
    "Purpose",
    "Reason",
    "SessionView",
    "Verdict",
    "excuses_to_confirm",
    "is_in_use",
    "own_readings",
    "secret_of",
    "session_of",
]
