"""A session as a page shows it: what is asked, what came, what is missing, and what to do next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from panah.biometrics.models import Device, Excuse, Session
from panah.biometrics.queries.asked import asked_of
from panah.biometrics.queries.progress import Progress, is_live, progress_of
from panah.biometrics.rules.excuses import Reason
from panah.biometrics.rules.parts import BY_DEVICE, Modality
from panah.biometrics.rules.purposes import Purpose, allow
from panah.biometrics.rules.verdict import BySight, Outcome, Verdict, identity_is_shown
from panah.casework.models import Subject
from panah.foundation.errors import NotFound
from panah.organisation.models import Office
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.registry.models import Person


class Next(StrEnum):
    """What there is to do; by whom follows from it."""

    NOTHING = "nothing"
    ASK = "ask"
    WAIT = "wait"
    NOTE_EXCUSE = "note-excuse"
    TAKE_PORTRAIT = "take-portrait"
    ASK_AGAIN = "ask-again"
    CHECK_BY_SIGHT = "check-by-sight"
    SECOND_PERSON = "second-person"
    LOOK = "look"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartView:
    """One finger, one eye or the face: what came of it, and the tries before "cannot be captured" is offered."""

    modality: Modality
    position: str
    outcome: Outcome
    tries_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcuseView:
    """What cannot be captured; `modality` is None for a check by sight. Accounts by number, moments in UTC."""

    id: int
    subject_id: int
    modality: Modality | None
    position: str
    reason: Reason
    noted_by: int
    noted_at: datetime
    confirmed_by: int | None
    confirmed_at: datetime | None
    paper_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    """A subject's identity check. `ticket_id` is the latest ticket, `is_live` whether something may still come of it.

    `devices` are the codes of the desks at the case's office; without one the person is checked by sight.
    """

    subject_id: int
    verdict: Verdict
    is_shown: bool
    purpose: Purpose | None
    ticket_id: int | None
    is_live: bool
    is_taken: bool
    expires_at: datetime | None
    device: str
    parts: tuple[PartView, ...]
    excuses: tuple[ExcuseView, ...]
    devices: tuple[str, ...]
    next: Next


def session_of(*, subject_id: int, purpose: Purpose, now: datetime) -> SessionView:
    """Read the identity check of a subject; the caller has asked whose case it is, and logs the read.

    Raises NotFound("subject-unknown"), NotAllowed("purpose-closed").
    """
    allow(purpose, Purpose.COUNTER, Purpose.SECOND_PERSON)
    subject = subject_with_case(subject_id)
    progress = progress_of(subject_id, person_id=subject.party_id)
    kept = Session.objects.filter(pk=subject_id).first()
    verdict = Verdict(kept.verdict) if kept else Verdict.UNFINISHED
    ticket = progress.ticket
    codes = tuple(devices_at(subject.case.office))
    live = ticket is not None and is_live(ticket, now=now)
    return SessionView(
        subject_id=subject_id,
        verdict=verdict,
        is_shown=identity_is_shown(verdict, is_confirmed=bool(kept and kept.is_confirmed)),
        purpose=Purpose(ticket.purpose) if ticket else None,
        ticket_id=ticket.pk if ticket else None,
        is_live=live,
        is_taken=bool(ticket and ticket.taken_at),
        expires_at=ticket.expires_at if ticket else None,
        device=ticket.device.code if ticket and ticket.device else "",
        parts=_parts(progress),
        excuses=tuple(map(_excuse, progress.excuses)),
        devices=codes,
        next=_next(verdict, progress, live=live, by_device=bool(codes) or not _asks_device(subject, now)),
    )


def subject_with_case(subject_id: int) -> Subject:
    """Find a person among the subjects of cases; raises NotFound("subject-unknown")."""
    rows = Subject.objects.select_related("case__office", "party__person")
    found = rows.filter(pk=subject_id, party__kind="person").first()
    if found is None:
        raise NotFound("subject-unknown", subject=subject_id)
    return found


def devices_at(office: Office) -> list[str]:
    """Name the devices in use at an office."""
    rows = Device.objects.filter(office=office, retired_at=None).order_by("code")
    return list(rows.values_list("code", flat=True))


def excuses_to_confirm(*, scope: Scope, purpose: Purpose) -> list[ExcuseView]:
    """List what waits for a second person's word under the offices of a bureau officer, the oldest first.

    Without what they noted themselves. Raises NotAllowed("purpose-closed").
    """
    allow(purpose, Purpose.SECOND_PERSON)
    here = within(scope.paths(["bureau-officer"]), "session__subject__case__office__path")
    rows = Excuse.objects.filter(here, confirmed_by=None, session__subject__state="open")
    return [_excuse(one) for one in rows.exclude(noted_by=scope.account_id).order_by("noted_at", "pk")]


def _asks_device(subject: Subject, now: datetime) -> bool:
    person: Person = subject.party.person
    asked = asked_of(subject.case, person, reads=frozenset(BY_DEVICE), now=now)
    return any(part.modality in BY_DEVICE for part in asked)


def _next(verdict: Verdict, progress: Progress, *, live: bool, by_device: bool) -> Next:
    if verdict in {Verdict.IDENTIFIED, Verdict.NOT_ASKED}:
        return Next.NOTHING
    if verdict is Verdict.MISMATCH:
        return Next.SECOND_PERSON if progress.by_sight is BySight.NOTED else Next.LOOK
    if verdict is Verdict.EXCUSED:
        return Next.NOTHING if progress.is_confirmed else Next.SECOND_PERSON
    if progress.ticket is None:
        return Next.ASK if by_device else Next.CHECK_BY_SIGHT
    return _next_of_ticket(progress, live=live)


def _next_of_ticket(progress: Progress, *, live: bool) -> Next:
    waiting = [part for part, outcome in progress.parts.items() if outcome is Outcome.WAITING]
    if not waiting:
        return Next.CHECK_BY_SIGHT
    if any(progress.tries_left(part) == 0 for part in waiting):
        return Next.NOTE_EXCUSE
    if all(part.modality is Modality.FACE for part in waiting):
        return Next.TAKE_PORTRAIT
    return Next.WAIT if live else Next.ASK_AGAIN


def _parts(progress: Progress) -> tuple[PartView, ...]:
    return tuple(
        PartView(
            modality=part.modality,
            position=part.position,
            outcome=outcome,
            tries_left=progress.tries_left(part),
        )
        for part, outcome in progress.parts.items()
    )


def _excuse(row: Excuse) -> ExcuseView:
    return ExcuseView(
        id=row.pk,
        subject_id=row.session_id,
        modality=Modality(row.modality) if row.modality else None,
        position=row.position,
        reason=Reason(row.reason),
        noted_by=row.noted_by_id,
        noted_at=row.noted_at,
        confirmed_by=row.confirmed_by_id,
        confirmed_at=row.confirmed_at,
        paper_id=row.paper_id,
    )
