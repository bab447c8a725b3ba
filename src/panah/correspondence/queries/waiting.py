"""What waits in the secretariat for somebody: sent on to them, to be signed, registered, sent, carried."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Arrival, Dispatch, Referral
from panah.correspondence.queries.drafts import DraftLine, drafts_to_sign, own_drafts
from panah.correspondence.queries.lists import LetterLine, line_of
from panah.correspondence.queries.page import receiver_of
from panah.correspondence.queries.reach import (
    accounts_of,
    addressed_to,
    carried_by,
    readable,
    served_by,
)
from panah.correspondence.queries.standing import with_standing
from panah.correspondence.roles import title_of
from panah.correspondence.rules.words import Classification, Level
from panah.organisation.rules import Scope

MOST: Final = 50
HIDDEN: Final = "نامهٔ محرمانه"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferredLine:
    """A letter that was sent on to somebody and waits."""

    id: int
    letter_id: int
    number: str
    subject: str
    other: str
    urgency: str
    note: str
    role: str
    to: str
    at: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalLine:
    """What came by exchange and is not registered yet; of a confidential letter nothing is told but its sender."""

    id: int
    sender: str
    subject: str
    urgency: str
    trouble: str
    arrived_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCarry:
    """A letter that goes by exchange and needs a clerk: to be carried, or because it did not go."""

    id: int
    letter_id: int
    number: str
    subject: str
    to: str
    state: str
    trouble: str
    was_sent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """Everything that waits for one reader, fifty of each at most."""

    to_sign: list[DraftLine]
    referred: list[ReferredLine]
    drafts: list[DraftLine]
    arrivals: list[ArrivalLine]
    to_send: list[LetterLine]
    to_carry: list[ToCarry]

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all."""
        return not any((self.to_sign, self.referred, self.drafts, self.arrivals, self.to_send, self.to_carry))


def waiting_for(actor: Actor) -> Waiting:
    """Gather what waits for somebody; so many queries, however much it is."""
    scope = actor.scope or Scope(0)
    return Waiting(
        to_sign=drafts_to_sign(actor),
        referred=_referred(actor, scope),
        drafts=own_drafts(actor),
        arrivals=_arrivals(scope),
        to_send=_to_send(actor, scope),
        to_carry=_to_carry(actor),
    )


def _referred(actor: Actor, scope: Scope) -> list[ReferredLine]:
    rows = Referral.objects.filter(addressed_to(scope), end=None, letter__in=readable(actor))
    related = ("letter", "to_office", "to_account__staff")
    return [
        ReferredLine(
            id=row.pk,
            letter_id=row.letter_id,
            number=row.letter.number,
            subject=row.letter.subject,
            other=row.letter.sender or row.letter.to,
            urgency=row.letter.urgency,
            note=row.marginal_note,
            role=title_of(row.role),
            to=receiver_of(row),
            at=row.at,
            due_on=row.due_on,
        )
        for row in rows.select_related(*related).order_by("pk")[:MOST]
    ]


def _arrivals(scope: Scope) -> list[ArrivalLine]:
    rows = Arrival.objects.filter(served_by(scope, "secretariat__"), state="waiting").order_by("pk")
    return [
        ArrivalLine(
            id=row.pk,
            sender=row.sender,
            subject=HIDDEN if row.classification == Classification.CONFIDENTIAL else row.subject,
            urgency=row.urgency,
            trouble=row.trouble,
            arrived_at=row.arrived_at,
        )
        for row in rows[:MOST]
    ]


def _to_send(actor: Actor, scope: Scope) -> list[LetterLine]:
    """The letters of one's secretariat, and one's own, that count as signed and are on no way yet."""
    theirs = served_by(scope, "register__secretariat__") | Q(written_by__in=accounts_of(scope))
    by_exchange = Exists(Dispatch.objects.filter(letter=OuterRef("pk")))
    rows = with_standing(
        readable(actor).filter(theirs, ~by_exchange, direction="outgoing", document_id=None), actor
    )
    signed = ~Q(level=Level.PAPER) | Q(confirmed=True)
    unsent = rows.filter(signed, Q(sent=False, voided=False)).exclude(sealed=b"")
    return [line_of(row) for row in unsent.select_related("office", "to_office").order_by("pk")[:MOST]]


def _to_carry(actor: Actor) -> list[ToCarry]:
    """A confidential letter is carried by whoever may read it, and shown to nobody else."""
    rows = Dispatch.objects.filter(
        carried_by(actor),
        ~Q(trouble="letter-void"),
        state__in=["by-hand", "failed"],
        letter__in=readable(actor),
    )
    return [
        ToCarry(
            id=row.pk,
            letter_id=row.letter_id,
            number=row.letter.number,
            subject=row.letter.subject,
            to=row.to,
            state=row.state,
            trouble=row.trouble,
            was_sent=row.was_sent,
        )
        for row in rows.select_related("letter").order_by("pk")[:MOST]
    ]
