"""A device takes the ticket of its desk, once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from panah.biometrics.models import CaptureTicket, Device
from panah.biometrics.rules.parts import Modality, Part
from panah.biometrics.rules.purposes import Purpose
from panah.biometrics.rules.quality import GOOD_ENOUGH
from panah.biometrics.rules.tickets import TicketState
from panah.foundation.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenTicket:
    """What a device learns: which parts to read, how well, to what purpose, until when (UTC); of nobody."""

    nonce: str
    purpose: Purpose
    parts: tuple[tuple[Part, int], ...]
    expires_at: datetime


def take_ticket(*, device: str, message: str, now: datetime) -> TakenTicket | None:
    """Give a device the open ticket of its desk, which is then taken; None where there is none.

    The same message gets the same ticket while it is live; another message, none. Raises NotFound("device-unknown").
    """
    if not Device.objects.filter(code=device, retired_at=None).exists():
        raise NotFound("device-unknown")
    live = CaptureTicket.objects.filter(device__code=device, expires_at__gt=now)
    again = live.filter(state=TicketState.TAKEN.value, taken_by_message=message).first()
    if again is not None:
        return _told(again)
    with transaction.atomic():
        ticket = live.select_for_update(of=("self",)).filter(state=TicketState.OPEN.value).first()
        if ticket is None:
            return None
        ticket.state = TicketState.TAKEN.value
        ticket.taken_at = now
        ticket.taken_by_message = message
        ticket.save(update_fields=["state", "taken_at", "taken_by_message"])
    return _told(ticket)


def _told(ticket: CaptureTicket) -> TakenTicket:
    read = [part for part in ticket.parts if part.modality is not Modality.FACE]
    return TakenTicket(
        nonce=ticket.nonce,
        purpose=Purpose(ticket.purpose),
        parts=tuple((part, GOOD_ENOUGH[part.modality]) for part in read),
        expires_at=ticket.expires_at,
    )
