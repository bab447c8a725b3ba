"""Sending a letter on with a marginal note, and saying what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Letter, Referral, ReferralEnd
from panah.correspondence.operations.noting import note
from panah.correspondence.operations.sides import refuse_other_side
from panah.correspondence.queries.reach import addressed_to, readable
from panah.correspondence.queries.writing import desk_of
from panah.correspondence.roles import WRITERS
from panah.foundation.clock import local_date
from panah.foundation.errors import Conflict, InvalidInput, NotAllowed, NotFound
from panah.organisation.models import Office, RoleHolding
from panah.organisation.queries import in_force

LONGEST_NOTE: Final = 300

type Ending = Literal["done", "answered"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """To whom a letter is sent on: an office, a role there, or the person of one appointment there; what is wanted."""

    to_office: int
    note: str
    to_role: str = ""
    to_holding: int | None = None
    due_on: date | None = None
    onward_of: int | None = None


def refer(*, letter_id: int, sending: Sending, actor: Actor, now: datetime) -> Referral:
    """Send a letter on with a note in its margin; the initials are whose hand it was, in which role, and when.

    What was sent on to oneself and goes on (`onward_of`) is thereby out of one's own hands. Sent twice with the same
    words to the same receiver who still has it, it is one. Raises
    NotFound("letter-unknown", "referral-unknown"), InvalidInput (`note-missing`, `note-too-long`, `receiver-unknown`,
    `due-past`), NotAllowed (`other-side`, `writes-no-letters`), Conflict("referral-over").
    """
    if not sending.note.strip():
        raise InvalidInput("note-missing")
    if len(sending.note) > LONGEST_NOTE:
        raise InvalidInput("note-too-long", most=LONGEST_NOTE)
    if sending.due_on is not None and sending.due_on < local_date(now):
        raise InvalidInput("due-past")
    with transaction.atomic():
        letter = _letter(letter_id, actor)
        role, account = _receiver(sending, now)
        office = Office.objects.get(pk=sending.to_office)
        refuse_other_side(about_case=letter.case_id is not None, office=letter.office, to=office, role=role)
        before = _mine(sending.onward_of, letter, actor) if sending.onward_of is not None else None
        desk = desk_of(actor, office_id=None, case=None)
        said = {
            "letter": letter,
            "answers": before,
            "to_office": office,
            "to_role": role,
            "to_account_id": account,
            "marginal_note": sending.note.strip(),
            "due_on": sending.due_on,
            "by_id": actor.account_id,
            "role": desk.role,
        }
        if same := Referral.objects.filter(**said, end=None).first():
            return same
        made = Referral.objects.create(**said, at=now)
        if before is not None:
            _end(before, "sent-on", role=desk.role, actor=actor, now=now)
        note(letter, "referred", now=now, actor_id=actor.account_id, role=desk.role, word=sending.note)
    return made


def finish(*, referral_id: int, kind: Ending, note_text: str, actor: Actor, now: datetime) -> None:
    """Say that what was sent on to one is done; a letter that answers it says so by itself.

    Raises NotFound("referral-unknown"), Conflict("referral-over"), InvalidInput("note-too-long").
    """
    if len(note_text) > LONGEST_NOTE:
        raise InvalidInput("note-too-long", most=LONGEST_NOTE)
    with transaction.atomic():
        row = Referral.objects.filter(pk=referral_id, letter__in=readable(actor)).first()
        if row is None:
            raise NotFound("referral-unknown")
        letter = Letter.objects.select_related("office", "case__office").get(pk=row.letter_id)
        mine = _mine(referral_id, letter, actor)
        role = mine.to_role or desk_of(actor, office_id=None, case=None).role
        _end(mine, kind, said=note_text.strip(), role=role, actor=actor, now=now)
        note(letter, "referral-done", now=now, actor_id=actor.account_id, role=role, word=note_text)


def _letter(letter_id: int, actor: Actor) -> Letter:
    """Lock a letter the actor may read, so that what is sent twice at once is one."""
    found = readable(actor).filter(pk=letter_id).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound("letter-unknown")
    locked = Letter.objects.select_for_update(of=("self",), no_key=True)
    return locked.select_related("office", "case__office").get(pk=found)


def _receiver(sending: Sending, now: datetime) -> tuple[str, int | None]:
    """The role and account it goes to; both must be there today."""
    held = RoleHolding.objects.filter(
        in_force(local_date(now)), office=sending.to_office, role__in=sorted(WRITERS)
    )
    if sending.to_holding is not None:
        one = (
            held.filter(pk=sending.to_holding, staff__account__is_active=True).select_related("staff").first()
        )
        if one is None:
            raise InvalidInput("receiver-unknown")
        return one.role, one.staff.account_id
    if sending.to_role:
        held = held.filter(role=sending.to_role)
    if not held.exists():
        raise InvalidInput("receiver-unknown")
    return sending.to_role, None


def _mine(referral_id: int, letter: Letter, actor: Actor) -> Referral:
    if actor.scope is None:
        raise NotAllowed("writes-no-letters")
    rows = Referral.objects.select_for_update(of=("self",)).filter(addressed_to(actor.scope), letter=letter)
    found = rows.filter(pk=referral_id).first()
    if found is None:
        raise NotFound("referral-unknown")
    if ReferralEnd.objects.filter(referral=found).exists():
        raise Conflict("referral-over")
    return found


def _end(referral: Referral, kind: str, *, said: str = "", role: str, actor: Actor, now: datetime) -> None:
    whose = referral.to_account_id
    ReferralEnd.objects.create(
        referral=referral,
        kind=kind,
        note=said,
        by_id=actor.account_id,
        on_behalf_of_id=whose if whose and whose != actor.account_id else None,
        role=role,
        at=now,
    )
