"""What biometrics may be used for, and nothing else (S16, S17); there is no search through everybody."""

from enum import StrEnum
from typing import Final

from panah.foundation.errors import NotAllowed


class Purpose(StrEnum):
    """Why something is asked of this package; every call names its own."""

    ENROL = "enrol"
    VERIFY = "verify"
    COUNTER = "counter"
    SECOND_PERSON = "second-person"
    OWN_RECORD = "own-record"
    ERASURE = "erasure"


CLOSED_SERVICES: Final = frozenset({"revocation"})
"""Services in whose cases nobody is captured or compared: what was given for a card serves no removal."""


def allow(purpose: Purpose, *allowed: Purpose) -> None:
    """Refuse a purpose that is none of these; raises NotAllowed("purpose-closed")."""
    if purpose not in allowed:
        raise NotAllowed("purpose-closed", purpose=str(purpose))


def refuse_service(slug: str) -> None:
    """Refuse a case of a closed service; raises NotAllowed("purpose-closed")."""
    if slug in CLOSED_SERVICES:
        raise NotAllowed("purpose-closed", purpose=slug)
