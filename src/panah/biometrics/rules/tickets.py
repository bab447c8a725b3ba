"""Tickets: one person, one desk, a few minutes; and the secret each device signs with."""

import hmac
from datetime import timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Final

LASTS: Final = timedelta(minutes=10)
"""How long a ticket is good for."""
CLOCKS_MAY_DIFFER: Final = timedelta(minutes=5)
MOST_TEMPLATE: Final = 16 * 1024
"""Bytes of one template."""


class TicketState(StrEnum):
    """Asked for at the page, taken by the device, or over."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


LIVE: Final = frozenset({TicketState.OPEN, TicketState.TAKEN})


class Told(StrEnum):
    """What a device is told of one reading; never whether it matched.

    Kept in the book of attempts: `TAKEN`, `AGAIN`, `GIVE_UP`. The others leave no trace but the answer.
    """

    TAKEN = "taken"
    AGAIN = "again"
    GIVE_UP = "give-up"
    LATE = "late"
    UNKNOWN = "unknown"
    NOT_ASKED = "not-asked"
    ALREADY = "already-taken"
    NOT_ACCEPTED = "not-accepted"
    WRONG_MOMENT = "wrong-moment"
    KEY_USED = "key-used"


POOR: Final = frozenset({Told.AGAIN, Told.GIVE_UP})


def device_secret(installation: str, code: str) -> str:
    """Derive what one device signs with from the secret of the installation: one desk's is no use at another."""
    return hmac.new(installation.encode(), f"capture-device:{code}".encode(), sha256).hexdigest()
