"""Reading notifications: what a person was told, and whom to call because no message reached them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from panah.casework.models import Subject
from panah.notifications.models import Message
from panah.notifications.rules import TO_CALL, Channel
from panah.notifications.sealing import opened
from panah.organisation.queries import within
from panah.organisation.rules import Scope
from panah.registry.queries import log_reading
from panah.registry.rules import Reading

CALLERS = frozenset({"service-clerk", "bureau-clerk", "bureau-expert", "enquiry-desk"})
PAGE = 50


@dataclass(frozen=True, slots=True)
class PortalMessage:
    """A message as its reader sees it on their own pages."""

    message_id: int
    case_id: int | None
    news: str
    text: str
    at: datetime
    is_new: bool


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody was told, as a case's page shows it: never the number, never the text."""

    news: str
    channel: str
    state: str
    is_quiet: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class ToCall:
    """Somebody to call: the number (E.164), what of, why no message reached them, and how often it was tried."""

    message_id: int
    case_id: int
    case_number: str
    phone: str
    news: str
    language: str
    is_quiet: bool
    trouble: str
    calls: int
    since: datetime


def messages_for(account_id: int, *, most: int = PAGE) -> tuple[PortalMessage, ...]:
    """Give the newest messages of an account, newest first."""
    rows = Message.objects.filter(account=account_id, channel=Channel.PORTAL).order_by("-pk")[:most]
    return tuple(
        PortalMessage(
            m.pk, m.case_id, m.news, opened("text", m.key, m.text), m.created_at, is_new=m.seen_at is None
        )
        for m in rows
    )


def told_of(case_id: int, *, most: int = PAGE) -> tuple[Told, ...]:
    """Give what the people of a case were told, newest first."""
    rows = Message.objects.filter(case=case_id).order_by("-pk")[:most]
    return tuple(Told(m.news, m.channel, m.state, m.is_quiet, m.created_at) for m in rows)


def to_call(scope: Scope, *, reading: Reading, most: int = PAGE) -> tuple[ToCall, ...]:
    """Give whom to call at the offices of a scope, the longest waiting first, and log the look at their numbers (S20).

    Nothing for a purpose that must not see where people are reached (S17).
    """
    if not reading.shows_whereabouts:
        return ()
    rows = list(
        Message.objects.filter(may_call(scope), state__in=TO_CALL)
        .select_related("case")
        .order_by("created_at", "pk")[:most]
    )
    log_reading(reading, _people(rows))
    return tuple(
        ToCall(
            m.pk, m.case.pk, m.case.number, opened("phone", m.key, m.phone), m.news, m.language, m.is_quiet,
            m.trouble or m.state, m.calls, m.created_at,
        )
        for m in rows
        if m.case is not None
    )  # fmt: skip


def may_call(scope: Scope) -> Q:
    """The messages whose people somebody may call: of cases at the offices they serve."""
    return within(scope.paths(CALLERS), "case__office__path")


def _people(messages: Sequence[Message]) -> list[str]:
    about = {m.about_id for m in messages if m.about_id}
    whole = {m.case_id for m in messages if not m.about_id}
    people = Subject.objects.filter(Q(pk__in=about) | Q(case__in=whole)).order_by("party")
    return [f"person:{party}" for party in people.values_list("party", flat=True).distinct()]
