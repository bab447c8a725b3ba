"""Asking for a capture: one ticket, for one person, at one desk, for some minutes."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Q

from panah.biometrics.models import CaptureTicket, Device, Session
from panah.biometrics.operations.ground import ASKERS, Seat, locked_session, note, settle, subject_for
from panah.biometrics.queries.asked import asked_of
from panah.biometrics.queries.enrolled import enrolled_parts
from panah.biometrics.rules.parts import BY_DEVICE, Modality, Part, write_parts
from panah.biometrics.rules.purposes import Purpose, allow
from panah.biometrics.rules.tickets import LASTS, LIVE, TicketState
from panah.biometrics.rules.verdict import Verdict
from panah.casework.engine.authority import Actor
from panah.casework.models import Subject
from panah.foundation.errors import Conflict, InvalidInput, NotFound

LONGEST_KEY: Final = 80


@dataclass(frozen=True, slots=True)
class _Asking:
    """Who asks about whom, to what purpose, when (UTC); the session is locked."""

    session: Session
    subject: Subject
    seat: Seat
    actor: Actor
    purpose: Purpose
    now: datetime

    def asked(self, reads: frozenset[Modality]) -> tuple[Part, ...]:
        return asked_of(self.subject.case, self.subject.party.person, reads=reads, now=self.now)

    def note(self, kind: str) -> None:
        note(self.session, self.subject, kind=kind, purpose=self.purpose, now=self.now, seat=self.seat)


def ask_capture(
    *,
    subject_id: int,
    purpose: Purpose,
    actor: Actor,
    key: str,
    now: datetime,
    device: str = "",
    positions: Sequence[Part] | None = None,
) -> CaptureTicket | None:
    """Ask that a subject's parts be captured, to `enrol` them anew or to `verify` them against what is kept.

    Without `positions` everything is asked that the case's directive asks at the person's age and the device of the
    desk reads; for `verify`, what of that is kept. Positions may narrow a `verify`, never an enrolment. None where the
    directive asks nothing of this person: the check is then over. An earlier ticket of the person or the desk ends.
    The same key gives the same ticket.

    Raises NotFound (`subject-unknown`, `device-unknown`), NotAllowed (`not-your-role`, `own-matter`, `purpose-closed`),
    Conflict (`matter-ended`, `no-device-here`, `device-busy`, `nothing-enrolled`), InvalidInput (`key-missing`,
    `key-used`, `desk-unnamed`, `part-not-asked`, `enrolment-narrowed`).
    """
    allow(purpose, Purpose.ENROL, Purpose.VERIFY)
    if not 0 < len(key) <= LONGEST_KEY:
        raise InvalidInput("key-missing")
    subject, seat = subject_for(subject_id, actor, ASKERS)
    with transaction.atomic():
        session = locked_session(subject, now=now)
        before = CaptureTicket.objects.filter(asked_by=seat.account_id, key=key).first()
        if before is not None:
            return _the_same(before, subject_id, purpose)
        asking = _Asking(session, subject, seat, actor, purpose, now)
        return _ask(asking, key, device, positions)


def _ask(asking: _Asking, key: str, code: str, positions: Sequence[Part] | None) -> CaptureTicket | None:
    case = asking.subject.case
    everything = asking.asked(frozenset(BY_DEVICE))
    if not everything:
        _nothing_asked(asking)
        return None
    desk = _desk(asking, code) if _needs_device(everything) else None
    asked = asking.asked(desk.modalities) if desk else everything
    if asking.purpose is Purpose.VERIFY:
        asked = _kept(asked, asking.subject.party_id)
    chosen = _narrowed(asked, positions, asking.purpose)
    ticket = CaptureTicket(
        session=asking.session,
        office=desk.office if desk else case.office,
        device=desk if _needs_device(chosen) else None,
        purpose=asking.purpose.value,
        asked=write_parts(chosen),
        nonce=secrets.token_urlsafe(24),
        key=key,
        asked_by_id=asking.seat.account_id,
        asked_at=asking.now,
        expires_at=asking.now + LASTS,
    )
    _end_earlier(asking.session, ticket.device)
    _save_once(ticket)
    settle(asking.session, asking.subject, now=asking.now)
    asking.note("capture-asked")
    return ticket


def _the_same(ticket: CaptureTicket, subject_id: int, purpose: Purpose) -> CaptureTicket:
    if (ticket.session_id, ticket.purpose) != (subject_id, purpose.value):
        raise InvalidInput("key-used")
    return ticket


def _nothing_asked(asking: _Asking) -> None:
    session = asking.session
    live = CaptureTicket.objects.filter(session=session, state__in=[one.value for one in LIVE])
    live.update(state=TicketState.CLOSED.value)
    session.verdict = Verdict.NOT_ASKED.value
    session.changed_at = asking.now
    session.save(update_fields=["verdict", "changed_at"])
    asking.note("capture-not-asked")


def _needs_device(parts: Collection[Part]) -> bool:
    return any(part.modality in BY_DEVICE for part in parts)


def _kept(asked: Sequence[Part], person_id: int) -> tuple[Part, ...]:
    """What of it a reading is kept of; a portrait alone verifies nobody by machine."""
    enrolled = enrolled_parts(person_id)
    kept = tuple(part for part in asked if part in enrolled)
    if not kept:
        raise Conflict("nothing-enrolled")
    return kept


def _narrowed(asked: Sequence[Part], positions: Sequence[Part] | None, purpose: Purpose) -> tuple[Part, ...]:
    if positions is None:
        return tuple(asked)
    chosen = tuple(dict.fromkeys(positions))
    if not chosen or not set(chosen) <= set(asked):
        raise InvalidInput("part-not-asked")
    if purpose is Purpose.ENROL and set(chosen) != set(asked):
        raise InvalidInput("enrolment-narrowed")
    return chosen


def _desk(asking: _Asking, code: str) -> Device:
    """The device a clerk names, at an office of theirs, or the only one of the case's office."""
    scope, role = asking.actor.scope, asking.seat.role
    in_use = Device.objects.filter(retired_at=None).select_related("office")
    if code:
        named = in_use.filter(code=code).first()
        if named is None or scope is None or not scope.allows(role, named.office.path):
            raise NotFound("device-unknown")
        return named
    here = list(in_use.filter(office=asking.subject.case.office)[:2])
    if not here:
        raise Conflict("no-device-here")
    if len(here) > 1:
        raise InvalidInput("desk-unnamed")
    return here[0]


def _end_earlier(session: Session, device: Device | None) -> None:
    mine = Q(session=session) if device is None else Q(session=session) | Q(device=device)
    live = CaptureTicket.objects.filter(mine, state__in=[one.value for one in LIVE])
    live.update(state=TicketState.CLOSED.value)


def _save_once(ticket: CaptureTicket) -> None:
    try:
        with transaction.atomic():
            ticket.save()
    except IntegrityError as error:
        raise Conflict("device-busy") from error
