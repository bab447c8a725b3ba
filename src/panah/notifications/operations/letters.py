"""Letters on paper: printed by an office, then handed over or posted."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.operations import locked_case, note
from panah.foundation.errors import Conflict, InvalidInput, NotFound
from panah.notifications.models import Message
from panah.notifications.queries.letters import Letter, letters_of, may_print
from panah.notifications.queries.theirs import is_alone
from panah.notifications.rules import Channel, Means, MessageState

WAITING = (MessageState.QUEUED.value, MessageState.SENT.value)


def print_letters(*, message_ids: Iterable[int], actor: Actor, now: datetime) -> tuple[Letter, ...]:
    """Give letters to print and note that they were printed; what is not of the actor's offices is left out."""
    if actor.scope is None:
        return ()
    theirs = Message.objects.filter(
        may_print(actor.scope),
        pk__in=list(message_ids),
        channel=Channel.PAPER.value,
        state__in=WAITING,
    )
    letters = letters_of(theirs)
    Message.objects.filter(
        pk__in=[letter.message_id for letter in letters], state=MessageState.QUEUED.value
    ).update(state=MessageState.SENT.value, sent_at=now)
    return letters


def letter_went(*, message_id: int, means: str, actor: Actor, now: datetime) -> None:
    """Record that a letter was handed to its person, or posted.

    What concerns one person alone is only handed over (S29). Raises NotFound("message-unknown"),
    InvalidInput("means-unknown"), Conflict("hand-only").
    """
    if means not in set(Means):
        raise InvalidInput("means-unknown", field="means")
    with transaction.atomic():
        letters = Message.objects.select_for_update(of=("self",)).filter(
            pk=message_id, channel=Channel.PAPER.value, state__in=WAITING
        )
        letter = letters.filter(may_print(actor.scope)).first() if actor.scope else None
        if letter is None or letter.case_id is None:
            raise NotFound("message-unknown")
        case = locked_case(letter.case_id)
        if is_alone(letter) and means == Means.POSTED:
            raise Conflict("hand-only")
        Message.objects.filter(pk=letter.pk).update(
            state=MessageState.DELIVERED.value, means=means, sent_at=letter.sent_at or now
        )
        note(case=case, kind="letter", now=now, actor_id=actor.account_id, word=means)
