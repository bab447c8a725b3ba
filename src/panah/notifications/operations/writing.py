"""Writing one message, once per key, and the event that says so; the text and number are sealed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.conf import settings

from panah.casework import operations as casework
from panah.casework.models import Case, Subject
from panah.casework.queries.apart import is_own_matter
from panah.catalogue.queries import definition_of
from panah.foundation.clock import local_date
from panah.foundation.phones import phone_is_mobile
from panah.notifications.gateways import is_offered
from panah.notifications.models import Message
from panah.notifications.rules import ON_PAPER, Appointed, Channel, MessageState, News, Reach
from panah.notifications.sealing import sealed
from panah.notifications.templates import Said, text_of_case
from panah.organisation.models import Account
from panah.organisation.queries import short_name

type Written = tuple[Message, bool]
"""A message, and whether it is new."""


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One thing to tell: of which case, person and step, under which key, when (UTC); `due_on` is a local day.

    `appointed` is when and where somebody is expected, or could be.
    """

    case: Case
    about: Subject | None
    news: News
    key: str
    now: datetime
    step: str = ""
    due_on: date | None = None
    appointed: Appointed | None = None

    @property
    def is_about_one(self) -> bool:
        """Whether it concerns one person rather than all of the case."""
        return self.about is not None or self.case.alone

    @property
    def is_alone(self) -> bool:
        """Whether nobody else may hear of it: a case of one adult, or one's own way where each decides for herself."""
        return self.case.alone or self.is_own

    @cached_property
    def is_own(self) -> bool:
        """Whether it is one grown-up's own way in a case of several."""
        if self.about is None:
            return False
        return is_own_matter(definition_of(self.case.version_id), self.about, on=local_date(self.now))


def to_pages(telling: Telling, account: Account) -> Written:
    """Put it on the pages of an account."""
    key = f"{telling.key}:account:{account.pk}"
    return write(
        telling,
        key,
        Channel.PORTAL,
        language=account.language,
        account=account,
        state=MessageState.DELIVERED.value,
    )


def to_phone(telling: Telling, reach: Reach, language: str) -> Written | None:
    """Queue it on the first way open to a phone, or put it on the call list; None for what is not worth paper."""
    ways = [way for way in reach.phone.ways if way is not Channel.VOICE or is_offered(way)]
    if ways[:1] == [Channel.PAPER]:
        return to_paper(telling, language)
    way = ways[0] if ways else reach.phone.ways[0]
    key = f"{telling.key}:phone:{reach.phone.index[:24]}"
    no_text = "voice-not-offered" if phone_is_mobile(reach.phone.number) else "not-a-mobile"
    return write(
        telling,
        key,
        way,
        language=language,
        is_quiet=reach.is_quiet,
        is_shared=reach.phone.is_shared or reach.phone.is_watched,
        phone=sealed("phone", key, reach.phone.number),
        phone_index=reach.phone.index,
        then="+".join(ways[1:]),
        state=(MessageState.QUEUED if ways else MessageState.FAILED).value,
        next_at=telling.now if ways else None,
        trouble="" if ways else no_text,
    )


def to_paper(telling: Telling, language: str) -> Written | None:
    """Put it on the list of letters to print; None for what asks nothing of anybody."""
    if telling.news not in ON_PAPER:
        return None
    of = telling.about.pk if telling.about else "all"
    return write(telling, f"{telling.key}:paper:{of}", Channel.PAPER, language=language)


def write(
    telling: Telling, key: str, channel: Channel, *, language: str, is_quiet: bool = False, **values: object
) -> Written:
    """Write a message in a language, quietly or not; of a key that is there already nothing changes."""
    case = telling.case
    said = Said(
        news=telling.news,
        number=case.number,
        channel=channel,
        language=language,
        step=telling.step,
        is_quiet=is_quiet,
        is_alone=telling.is_alone,
        due_on=telling.due_on,
        meets_at=telling.appointed.at if telling.appointed else None,
        place=short_name(telling.appointed.office) if telling.appointed else "",
    )
    text = text_of_case(said, version_id=case.version_id, address=settings.PANAH_ADDRESS)
    shown = {
        "case": case,
        "about": telling.about,
        "news": telling.news.value,
        "step": telling.step,
        "due_on": telling.due_on,
        "meets_at": telling.appointed.at if telling.appointed else None,
        "meets_office_id": telling.appointed.office if telling.appointed else None,
        "channel": channel.value,
        "language": language,
        "is_quiet": is_quiet,
        "text": sealed("text", key, text),
        "created_at": telling.now,
        **values,
    }
    return Message.objects.get_or_create(key=key, defaults=shown)


def note(telling: Telling, written: Iterable[Written | None]) -> list[Message]:
    """Write into the case's journal, for each new message, that somebody was told, never what number or text.

    The case is locked.
    """
    new = [one[0] for one in written if one is not None and one[1]]
    for message in new:
        how = f"{message.channel}{' quiet' if message.is_quiet else ''}"
        casework.note(case=telling.case, kind="told", now=telling.now, word=telling.news, about=how)
    return new
