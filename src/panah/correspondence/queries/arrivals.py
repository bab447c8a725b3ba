"""What came by exchange, as the clerk who registers it reads it."""

from dataclasses import dataclass
from datetime import date, datetime

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Arrival
from panah.correspondence.queries.reach import served_by
from panah.correspondence.rules.ece import Envelope, read_envelope
from panah.correspondence.sealing import open_arrival
from panah.foundation.errors import InvalidInput, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalFile:
    """An arrival opened: the letter's particulars as its sender wrote them, empty where it cannot be read."""

    id: int
    sender: str
    number: str
    dated: date | None
    subject: str
    urgency: str
    classification: str
    annex: str
    answers: str
    trouble: str
    arrived_at: datetime


def waiting_arrival(arrival_id: int, *, actor: Actor) -> Arrival:
    """Find an arrival of one's own secretariat that still waits. Raises NotFound("arrival-unknown")."""
    rows = Arrival.objects.filter(pk=arrival_id, state="waiting")
    found = rows.filter(served_by(actor.scope, "secretariat__")).first() if actor.scope else None
    if found is None:
        raise NotFound("arrival-unknown")
    return found


def arrival_file(arrival_id: int, *, actor: Actor) -> ArrivalFile:
    """Open an arrival of one's own secretariat that still waits. Raises NotFound("arrival-unknown")."""
    row = waiting_arrival(arrival_id, actor=actor)
    envelope = _envelope(row)
    return ArrivalFile(
        id=row.pk,
        sender=row.sender if envelope else "",
        number=envelope.number if envelope else "",
        dated=envelope.on if envelope else None,
        subject=row.subject if envelope else "",
        urgency=row.urgency,
        classification=row.classification,
        annex=envelope.annex if envelope else "",
        answers=envelope.in_reply_to if envelope else "",
        trouble=row.trouble,
        arrived_at=row.arrived_at,
    )


def _envelope(row: Arrival) -> Envelope | None:
    try:
        return read_envelope(open_arrival(row.key, row.sealed))
    except InvalidInput:
        return None
