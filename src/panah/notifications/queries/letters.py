"""Letters on paper that wait at an office to be printed, handed over or posted."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from panah.notifications.models import Message
from panah.notifications.queries.theirs import is_alone, names_of, of_offices
from panah.notifications.rules import Channel, MessageState, News
from panah.notifications.sealing import opened
from panah.organisation.rules import Scope

PRINTERS = frozenset({"service-clerk", "bureau-clerk", "bureau-expert"})
"""Who prints and hands over letters."""
PAGE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: of which case, to whom, in which language, what it says, and whether it was printed.

    `is_alone` says that it is handed to its person and never posted.
    """

    message_id: int
    case_id: int
    case_number: str
    office: str
    to: tuple[str, ...]
    news: str
    language: str
    text: str
    is_alone: bool
    is_printed: bool
    at: datetime


def letters_to_send(scope: Scope, *, most: int = PAGE) -> tuple[Letter, ...]:
    """Give the letters of a scope's offices that have not gone yet, the oldest first."""
    states = (MessageState.QUEUED.value, MessageState.SENT.value)
    waiting = Message.objects.filter(may_print(scope), channel=Channel.PAPER.value, state__in=states)
    return letters_of(waiting.order_by("created_at", "pk")[:most])


def letters_of(messages: QuerySet[Message]) -> tuple[Letter, ...]:
    """Give these messages as letters, in the order they are in."""
    rows = list(messages.select_related("case__office", "about"))
    names = names_of(rows)
    return tuple(
        Letter(
            message_id=m.pk,
            case_id=m.case.pk,
            case_number=m.case.number,
            office=m.case.office.name,
            to=names[m.pk],
            news=News(m.news).label,
            language=m.language,
            text=opened("text", m.key, m.text),
            is_alone=is_alone(m),
            is_printed=m.state == MessageState.SENT,
            at=m.created_at,
        )
        for m in rows
        if m.case is not None
    )


def may_print(scope: Scope) -> Q:
    """The letters somebody may print and hand over."""
    return of_offices(scope, PRINTERS)
