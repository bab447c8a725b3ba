"""Taking readings from devices: judged, compared with the person's own last enrolment, sealed; images never come."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from panah.biometrics.models import Attempt, CaptureTicket, Device, Session
from panah.biometrics.operations.arrived import Arrived
from panah.biometrics.operations.comparing import compare, keep, unreadable
from panah.biometrics.operations.ground import locked_session, note, settle
from panah.biometrics.queries.progress import is_live
from panah.biometrics.queries.sessions import subject_with_case
from panah.biometrics.rules.parts import FORMATS, SIMULATED, Modality
from panah.biometrics.rules.purposes import Purpose
from panah.biometrics.rules.quality import BEST, Gate, gate
from panah.biometrics.rules.tickets import CLOCKS_MAY_DIFFER, MOST_TEMPLATE, POOR, TicketState, Told
from panah.casework.models import Subject
from panah.foundation.errors import NotFound

TOLD_OF = {Gate.AGAIN: Told.AGAIN, Gate.GIVE_UP: Told.GIVE_UP}


def receive_capture(*, device: str, arrived: Arrived, now: datetime) -> Told:
    """Take one reading of a device, and say what became of it; never whether it matched.

    The same message again gets the same answer. What comes under no live ticket of this device is kept nowhere.
    A poor reading counts a try. A good one is compared with the last enrolment of the part, if there is one; an
    enrolment keeps it, sealed, unless the session shows a difference. Raises NotFound("device-unknown").
    """
    found = Device.objects.filter(code=device, retired_at=None).first()
    if found is None:
        raise NotFound("device-unknown")
    if (before := _said_before(found, arrived)) is not None:
        return before
    ticket = CaptureTicket.objects.filter(device=found, nonce=arrived.ticket).first()
    if ticket is None or ticket.taken_at is None:
        return Told.UNKNOWN
    try:
        with transaction.atomic():
            return _receive(ticket, found, arrived, now)
    except IntegrityError:
        before = _said_before(found, arrived)
        if before is None:
            raise
        return before


def _receive(ticket: CaptureTicket, device: Device, arrived: Arrived, now: datetime) -> Told:
    session = locked_session(subject_with_case(ticket.session_id), now=now)
    locked = CaptureTicket.objects.select_for_update(of=("self",)).get(pk=ticket.pk)
    if (before := _said_before(device, arrived)) is not None:
        return before
    if (wrong := _refused(locked, arrived, now)) is not None:
        return wrong
    return _take(session, locked, device, arrived, now)


def _said_before(device: Device, arrived: Arrived) -> Told | None:
    row = Attempt.objects.filter(device=device, message=arrived.message).first()
    if row is None:
        return None
    return Told(row.told) if row.said == arrived.digest else Told.KEY_USED


def _refused(ticket: CaptureTicket, arrived: Arrived, now: datetime) -> Told | None:
    part = arrived.part
    taken = Attempt.objects.filter(
        ticket=ticket, modality=part.modality.value, position=part.position, told=Told.TAKEN.value
    )
    if part not in ticket.parts or part.modality is Modality.FACE:
        return Told.NOT_ASKED
    if ticket.state == TicketState.TAKEN and is_live(ticket, now=now):
        if taken.exists():
            return Told.ALREADY
    else:
        return Told.ALREADY if taken.exists() else Told.LATE
    earliest, latest = ticket.asked_at - CLOCKS_MAY_DIFFER, now + CLOCKS_MAY_DIFFER
    if not earliest <= arrived.captured_at <= latest:
        return Told.WRONG_MOMENT
    return None if _is_acceptable(arrived) else Told.NOT_ACCEPTED


def _is_acceptable(arrived: Arrived) -> bool:
    """Whether it is in a known format and whole enough to be judged; nothing simulated where people are real."""
    if arrived.format not in FORMATS[arrived.part.modality] or not 0 <= arrived.quality <= BEST:
        return False
    if arrived.format == SIMULATED and not settings.PANAH_DEMO:
        return False
    is_poor = gate(arrived.part.modality, arrived.quality, poor_before=0) is not Gate.GOOD
    if is_poor:
        return len(arrived.template) <= MOST_TEMPLATE
    return 0 < len(arrived.template) <= MOST_TEMPLATE and not unreadable(arrived.sample)


def _take(session: Session, ticket: CaptureTicket, device: Device, arrived: Arrived, now: datetime) -> Told:
    subject = subject_with_case(ticket.session_id)
    part = arrived.part
    poor = Attempt.objects.filter(
        ticket=ticket,
        modality=part.modality.value,
        position=part.position,
        told__in=[one.value for one in POOR],
    )
    judged = gate(part.modality, arrived.quality, poor_before=poor.count())
    told = TOLD_OF.get(judged, Told.TAKEN)
    is_compared = judged is not Gate.GOOD or _compared(ticket, subject, device, arrived, now)
    Attempt.objects.create(
        device=device,
        message=arrived.message,
        said=arrived.digest,
        ticket=ticket,
        modality=part.modality.value,
        position=part.position,
        quality=arrived.quality,
        told=told.value,
        is_compared=is_compared,
        at=now,
    )
    settle(session, subject, now=now)
    kind = "part-captured" if judged is Gate.GOOD else "capture-poor"
    note(session, subject, kind=kind, purpose=Purpose(ticket.purpose), now=now, step=str(part))
    return told


def _compared(
    ticket: CaptureTicket, subject: Subject, device: Device, arrived: Arrived, now: datetime
) -> bool:
    """Compare a good reading, and keep an enrolment that could be compared or had nothing to be compared with."""
    done = compare(ticket, subject.party_id, arrived.part, arrived.sample, now=now)
    if done and ticket.purpose == Purpose.ENROL:
        keep(ticket, subject.party_id, device, arrived, now=now)
    return done
