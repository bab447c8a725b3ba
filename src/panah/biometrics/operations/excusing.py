"""What cannot be captured: noted by the clerk, confirmed by the bureau's second person; nobody is refused for it."""

from datetime import datetime

from django.db import transaction

from panah.biometrics.models import Excuse, Session
from panah.biometrics.operations.ground import (
    ASKERS,
    SECOND,
    Seat,
    locked_session,
    note,
    settle,
    subject_for,
)
from panah.biometrics.queries.progress import latest_ticket, progress_of
from panah.biometrics.rules.excuses import Reason, refuse_untried
from panah.biometrics.rules.parts import POSITIONS, Modality, Part
from panah.biometrics.rules.purposes import Purpose
from panah.casework.engine.authority import Actor
from panah.casework.models import Subject
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.registry.models import PaperHeld


def note_excuse(
    *, subject_id: int, modality: Modality, reason: Reason, actor: Actor, now: datetime, position: str = ""
) -> Excuse:
    """Note that a part of a subject, or without a position a whole modality, cannot be captured in this case.

    It counts once `confirm_excuse` was said by another. Noted again with the same reason, it stays. Raises Conflict
    (`already-captured`, `excuse-differs`, `matter-ended`), InvalidInput (`part-unknown`, `reason-not-of-a-part`;
    `try-again-first` with `left` tries, for what only trying shows), and as `ask_capture` who may not.
    """
    if position:
        Part(modality, position)
    if reason is Reason.BY_SIGHT:
        raise InvalidInput("reason-not-of-a-part")
    subject, seat = subject_for(subject_id, actor, ASKERS)
    with transaction.atomic():
        session = locked_session(subject, now=now)
        before = session.excuses.filter(modality=modality.value, position=position).first()
        if before is not None:
            if before.reason != reason:
                raise Conflict("excuse-differs", reason=before.reason)
            return before
        _refuse_captured(subject, modality, position, reason)
        excuse = Excuse(
            session=session,
            ticket=latest_ticket(subject_id),
            modality=modality.value,
            position=position,
            reason=reason.value,
            noted_by_id=seat.account_id,
            noted_at=now,
        )
        _keep(excuse, session, subject, seat, kind="excuse-noted", now=now)
    return excuse


def check_by_sight(*, subject_id: int, paper_id: int, actor: Actor, now: datetime) -> Excuse:
    """Note that a subject was known by sight and a paper of theirs, where no device can say it.

    It counts as an excuse of the whole session until another ticket is asked for, once another confirmed it. Noted
    again, it stays. Raises InvalidInput("paper-not-theirs"), and as `note_excuse` who may not.
    """
    subject, seat = subject_for(subject_id, actor, ASKERS)
    if not PaperHeld.objects.filter(pk=paper_id, person=subject.party_id, retracted_at=None).exists():
        raise InvalidInput("paper-not-theirs")
    with transaction.atomic():
        session = locked_session(subject, now=now)
        ticket = latest_ticket(subject_id)
        before = session.excuses.filter(reason=Reason.BY_SIGHT.value, ticket=ticket).first()
        if before is not None:
            return before
        excuse = Excuse(
            session=session,
            ticket=ticket,
            reason=Reason.BY_SIGHT.value,
            paper_id=paper_id,
            noted_by_id=seat.account_id,
            noted_at=now,
        )
        _keep(excuse, session, subject, seat, kind="checked-by-sight", now=now)
    return excuse


def confirm_excuse(*, excuse_id: int, actor: Actor, now: datetime) -> Excuse:
    """Confirm what a clerk noted, as the bureau's second person: an officer who is not the noter (S8).

    Confirmed again, it stays. Raises NotFound("excuse-unknown", "subject-unknown"), NotAllowed (`four-eyes`,
    `not-your-role`, `own-matter`), Conflict("matter-ended").
    """
    found = Excuse.objects.filter(pk=excuse_id).values_list("session_id", flat=True).first()
    if found is None:
        raise NotFound("excuse-unknown")
    subject, seat = subject_for(found, actor, SECOND)
    with transaction.atomic():
        session = locked_session(subject, now=now)
        excuse = Excuse.objects.get(pk=excuse_id)
        if excuse.noted_by_id in seat.hands:
            raise NotAllowed("four-eyes")
        if excuse.confirmed_by_id is not None:
            return excuse
        excuse.confirmed_by_id = seat.account_id
        excuse.confirmed_at = now
        _keep(excuse, session, subject, seat, kind="excuse-confirmed", now=now)
    return excuse


def _refuse_captured(subject: Subject, modality: Modality, position: str, reason: Reason) -> None:
    progress = progress_of(subject.pk, person_id=subject.party_id)
    if progress.is_captured(modality, position):
        raise Conflict("already-captured")
    places = [position] if position else POSITIONS[modality]
    poor = max(progress.poor.get(Part(modality, place), 0) for place in places)
    refuse_untried(reason, poor_before=poor)


def _keep(
    excuse: Excuse, session: Session, subject: Subject, seat: Seat, *, kind: str, now: datetime
) -> None:
    excuse.save()
    settle(session, subject, now=now)
    step = f"{excuse.modality}:{excuse.position}".strip(":")
    second = excuse.confirmed_by_id is not None
    purpose = Purpose.SECOND_PERSON if second else Purpose.COUNTER
    note(session, subject, kind=kind, purpose=purpose, now=now, seat=seat, step=step)
