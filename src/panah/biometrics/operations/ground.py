"""What every write here stands on: the right people, the session locked, its verdict drawn anew, the event written."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from panah.audit.operations import Act, record
from panah.biometrics.models import CaptureTicket, Session
from panah.biometrics.queries.progress import progress_of
from panah.biometrics.queries.sessions import subject_with_case
from panah.biometrics.rules.purposes import Purpose, refuse_service
from panah.biometrics.rules.tickets import LIVE, TicketState
from panah.biometrics.rules.verdict import Outcome, Verdict
from panah.casework.engine.authority import Actor
from panah.casework.models import Subject
from panah.foundation.errors import Conflict, NotAllowed, NotFound
from panah.organisation.models import Office

ASKERS: Final = ("service-clerk", "bureau-clerk")
"""Who stands at a counter and asks for a capture, or notes that there can be none (S19)."""
SECOND: Final = ("bureau-officer",)
"""Whose word an excuse needs beside the clerk's: the bureau's, never the contractor's (S8)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """In which role somebody acts, by which account, and for whom they stand in, if for anybody."""

    account_id: int
    role: str
    on_behalf_of: int | None

    @property
    def hands(self) -> frozenset[int]:
        """Whose act it is, for four eyes: both accounts where somebody stands in."""
        return frozenset({self.account_id, self.on_behalf_of or self.account_id})


def seat_at(actor: Actor, roles: Collection[str], office: Office) -> Seat:
    """Find the role by which somebody acts at an office.

    Raises NotAllowed("not-your-role"), and NotFound("subject-unknown") for whoever has no role over the office at all:
    nobody learns what is somebody else's.
    """
    scope = actor.scope
    if scope is None or actor.account_id is None:
        raise NotFound("subject-unknown")
    role = next((one for one in roles if scope.allows(one, office.path)), None)
    if role is None:
        if any(office.path.startswith(path) for path in scope.paths()):
            raise NotAllowed("not-your-role")
        raise NotFound("subject-unknown")
    behalf = scope.stands_in_for(role, office.path)
    return Seat(
        account_id=actor.account_id, role=role, on_behalf_of=None if behalf == actor.account_id else behalf
    )


def subject_for(subject_id: int, actor: Actor, roles: Collection[str]) -> tuple[Subject, Seat]:
    """Find a subject and the role by which somebody acts about it, at the case's office.

    Raises NotFound("subject-unknown"), NotAllowed (`not-your-role`; `own-matter` for the actor's own check, S8;
    `purpose-closed`), Conflict("matter-ended").
    """
    subject = subject_with_case(subject_id)
    seat = seat_at(actor, roles, subject.case.office)
    if subject.party_id in actor.persons or subject.case.applicant_id in seat.hands:
        raise NotAllowed("own-matter")
    refuse_service(subject.case.slug)
    if subject.state != "open" or subject.case.state != "open":
        raise Conflict("matter-ended", subject=subject_id)
    return subject, seat


def locked_session(subject: Subject, *, now: datetime) -> Session:
    """Give the session of a subject, locked until the transaction ends; made where there is none."""
    Session.objects.get_or_create(subject=subject, defaults={"changed_at": now})
    return Session.objects.select_for_update(of=("self",)).get(pk=subject.pk)


def settle(session: Session, subject: Subject, *, now: datetime) -> None:
    """Draw the verdict of a locked session anew, and close its ticket once nothing is waited for."""
    progress = progress_of(subject.pk, person_id=subject.party_id)
    if not (session.verdict == Verdict.NOT_ASKED and progress.says_nothing):
        session.verdict = progress.verdict.value
    session.is_confirmed = progress.is_confirmed
    session.changed_at = now
    session.save(update_fields=["verdict", "is_confirmed", "changed_at"])
    if progress.ticket is not None and Outcome.WAITING not in progress.parts.values():
        live = CaptureTicket.objects.filter(pk=progress.ticket.pk, state__in=[one.value for one in LIVE])
        live.update(state=TicketState.CLOSED.value)


def note(
    session: Session,
    subject: Subject,
    *,
    kind: str,
    purpose: Purpose,
    now: datetime,
    seat: Seat | None = None,
    step: str = "",
) -> None:
    """Write an act about a locked session into its stream; without a seat a device did it.

    What is said is the purpose, and the part where there is one: no score, no reason.
    """
    session.ver += 1
    Session.objects.filter(pk=session.pk).update(ver=session.ver)
    act = Act(
        stream=session.stream,
        kind=kind,
        actor_id=seat.account_id if seat else None,
        on_behalf_of=seat.on_behalf_of if seat else None,
        role=seat.role if seat else "system",
        office=subject.case.office.code,
        case_number=subject.case.number,
        step=step,
        word=purpose.value,
        about=f"person:{subject.party_id}",
    )
    record(acts=[act], at=now)
