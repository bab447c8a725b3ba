"""What follows when a message does not arrive: the next way to the same phone, the call list, in the end paper."""

from datetime import datetime

from panah.casework.models import Subject
from panah.casework.operations import locked_case
from panah.notifications.gateways import is_offered
from panah.notifications.models import Message
from panah.notifications.operations.telling import accounts_of
from panah.notifications.operations.writing import Telling, Written, note, to_pages, to_paper, write
from panah.notifications.rules import TO_CALL, Appointed, Channel, MessageState, News
from panah.notifications.sealing import opened, sealed


def give_up(message: Message, state: MessageState, *, now: datetime, trouble: str) -> None:
    """Take a message that reached nobody on to the next way, or onto the call list; the message is locked.

    Its people find on their own pages that a message did not reach their phone.
    """
    if message.case_id is None:
        _set(message, state=state.value, trouble=trouble, next_at=None)
        return
    telling = telling_of(message, now)
    ways = [Channel(way) for way in message.then.split("+") if way]
    way = next((way for way in ways if is_offered(way)), None)
    if way is not None:
        _set(message, state=MessageState.PASSED_ON.value, trouble=trouble, next_at=None)
        note(telling, [_by(way, telling, message)])
        return
    _set(message, state=state.value, trouble=trouble, next_at=None, call_at=now)
    lost = telling_of(message, now, news=News.UNDELIVERED)
    note(lost, [to_pages(lost, account) for account in accounts_of(lost)])


def onto_paper(message: Message, *, now: datetime) -> None:
    """Take a message whose person could not be phoned onto paper; the message is locked."""
    if message.case_id is not None:
        telling = telling_of(message, now)
        note(telling, [to_paper(telling, message.language)])


def telling_of(message: Message, now: datetime, *, news: News | None = None) -> Telling:
    """Give what a message tells, to be told once more; locks its case."""
    if message.case_id is None:
        raise ValueError("a message of no case is not told again")
    about = Subject.objects.get(pk=message.about_id) if message.about_id else None
    return Telling(
        case=locked_case(message.case_id, "applicant"),
        about=about,
        news=news or News(message.news),
        key=f"{message.key}:{news}" if news else message.key,
        now=now,
        step=message.step,
        due_on=message.due_on,
        appointed=_appointed(message),
    )


def _appointed(message: Message) -> Appointed | None:
    if message.meets_at is None or message.meets_office_id is None:
        return None
    return Appointed(at=message.meets_at, office=message.meets_office_id)


def _by(way: Channel, telling: Telling, before: Message) -> Written:
    key = f"{before.key}:{way.value}"
    _, _, after = before.then.partition(way.value)
    return write(
        telling,
        key,
        way,
        language=before.language,
        is_quiet=before.is_quiet,
        is_shared=before.is_shared,
        phone=sealed("phone", key, opened("phone", before.key, before.phone)),
        phone_index=before.phone_index,
        then=after.strip("+"),
        next_at=telling.now,
    )


def _set(message: Message, **values: object) -> None:
    """Change a message unless it has arrived meanwhile or waits for a call already."""
    waiting = [MessageState.QUEUED.value, MessageState.SENT.value, *TO_CALL]
    Message.objects.filter(pk=message.pk, state__in=waiting).update(**values)


__all__ = ["give_up", "onto_paper", "telling_of"]
