"""Letters that have no number yet: in whose hands they are, and how one looks before it is signed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Q

from panah.casework.engine.authority import Actor
from panah.correspondence.models import Draft, Initials
from panah.correspondence.queries.reach import accounts_of
from panah.correspondence.queries.writing import template_title
from panah.correspondence.roles import SECRETARIES, title_of
from panah.correspondence.rules.words import Classification, DraftState, Level
from panah.correspondence.shelf import templates
from panah.organisation.queries import NOWHERE

MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft as a list shows it; `is_returned` says that it was given back with a note."""

    id: int
    title: str
    subject: str
    urgency: str
    state: str
    changed_at: datetime
    is_mine: bool
    is_returned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InitialsLine:
    """Who initialled a draft, in which role, when, with which note."""

    label: str
    role: str
    note: str
    is_return: bool
    at: datetime


def in_hands(actor: Actor) -> Q:
    """The drafts somebody has in hand: their own, those put before them, those they number for a hand on paper.

    A confidential letter is numbered for paper by who signs it, not by the secretariat's clerks.
    """
    if actor.scope is None:
        return NOWHERE
    mine = accounts_of(actor.scope)
    return Q(written_by__in=mine) | Q(signer__in=mine) | _numbered_by(actor)


def _numbered_by(actor: Actor) -> Q:
    holdings = actor.scope.holdings if actor.scope else ()
    offices = [one.office_id for one in holdings if one.role in SECRETARIES]
    on_paper = [one.name for one in templates() if one.level is Level.PAPER]
    return Q(
        kind__in=on_paper,
        state__in=[DraftState.WAITING, DraftState.SIGNED],
        office__in=offices,
        classification=Classification.NORMAL,
    )


def drafts_to_sign(actor: Actor) -> list[DraftLine]:
    """List the drafts that wait for somebody's signature or number, the oldest first, fifty at most."""
    if actor.scope is None:
        return []
    waiting = Q(signer__in=accounts_of(actor.scope)) | _numbered_by(actor)
    rows = Draft.objects.filter(waiting, state=DraftState.WAITING).order_by("changed_at", "pk")
    return [_line(row, actor) for row in rows[:MOST]]


def own_drafts(actor: Actor) -> list[DraftLine]:
    """List one's own drafts that are no letters yet, the newest first, fifty at most."""
    rows = Draft.objects.filter(
        written_by=actor.account_id, state__in=[DraftState.OPEN, DraftState.WAITING]
    ).prefetch_related("initials")
    return [_line(row, actor, is_own=True) for row in rows.order_by("-changed_at", "-pk")[:MOST]]


def initials_of(draft_id: int) -> list[InitialsLine]:
    """List who initialled a draft, the first first; one query."""
    rows = Initials.objects.filter(draft=draft_id).select_related("by__staff").order_by("pk")
    return [
        InitialsLine(
            label=row.by.staff.label,
            role=title_of(row.role),
            note=row.note,
            is_return=row.is_return,
            at=row.at,
        )
        for row in rows[:MOST]
    ]


def _line(row: Draft, actor: Actor, *, is_own: bool = False) -> DraftLine:
    is_returned = is_own and row.state == DraftState.OPEN and any(one.is_return for one in row.initials.all())
    return DraftLine(
        id=row.pk,
        title=template_title(row.kind),
        subject=row.subject,
        urgency=row.urgency,
        state=row.state,
        changed_at=row.changed_at,
        is_mine=row.written_by_id == actor.account_id,
        is_returned=is_returned,
    )
