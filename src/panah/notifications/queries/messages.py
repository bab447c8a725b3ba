"""What people were told: on their own pages, and as a case's page shows it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from panah.notifications.models import Message
from panah.notifications.rules import Channel, MessageState, News
from panah.notifications.sealing import opened

PAGE = 50


@dataclass(frozen=True, slots=True)
class PortalMessage:
    """A message as its reader sees it on their own pages."""

    message_id: int
    case_id: int | None
    news: str
    text: str
    language: str
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
    seen_at: datetime | None = None

    @property
    def news_label(self) -> str:
        """What it was about, in the words of officers."""
        return News(self.news).label

    @property
    def channel_label(self) -> str:
        """By which way, in the words of officers."""
        return Channel(self.channel).label

    @property
    def arrived(self) -> bool:
        """Whether it is known to have reached its person."""
        if self.channel == Channel.PORTAL:
            return self.seen_at is not None
        return self.state in {MessageState.DELIVERED, MessageState.CALLED}

    @property
    def is_lost(self) -> bool:
        """Whether it is known that it did not, and nothing else was tried by itself."""
        return self.state in {MessageState.FAILED, MessageState.UNDELIVERABLE}


def messages_for(account_id: int, *, most: int = PAGE) -> tuple[PortalMessage, ...]:
    """Give the newest messages of an account, newest first."""
    rows = Message.objects.filter(account=account_id, channel=Channel.PORTAL.value).order_by("-pk")[:most]
    return tuple(_shown(rows))


def news_for(account_id: int, *, most: int = 5) -> tuple[PortalMessage, ...]:
    """Give the newest messages of an account that it has not seen yet, newest first."""
    rows = Message.objects.filter(account=account_id, channel=Channel.PORTAL.value, seen_at=None)
    return tuple(_shown(rows.order_by("-pk")[:most]))


def told_of(case_id: int, *, most: int = PAGE) -> tuple[Told, ...]:
    """Give what the people of a case were told, newest first."""
    rows = Message.objects.filter(case=case_id).order_by("-pk")[:most]
    return tuple(Told(m.news, m.channel, m.state, m.is_quiet, m.created_at, m.seen_at) for m in rows)


def _shown(rows: Iterable[Message]) -> Iterable[PortalMessage]:
    for m in rows:
        text = opened("text", m.key, m.text)
        yield PortalMessage(m.pk, m.case_id, m.news, text, m.language, m.created_at, is_new=m.seen_at is None)
