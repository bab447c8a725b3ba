"""Somebody says that she stays, wherever she is on the way: at the step that hears it, or out of the block."""

from datetime import datetime

from panah.casework.engine.authority import Actor
from panah.casework.models import Batch
from panah.casework.operations.receiving import receive
from panah.casework.operations.saying import say
from panah.casework.queries.staying import own_words
from panah.casework.rules import ActResult
from panah.foundation.errors import Conflict


def stay(*, case_id: int, subject: int, actor: Actor, key: str, now: datetime) -> ActResult:
    """Take the word of one person, or of whoever she came to, that she stays; it moves nobody who may not stay.

    Sent twice under one key it was said once, and the second is answered like the first.

    Raises Conflict("too-late") where it is not to be said here and now, and what `say` and `receive` raise.
    """
    word = next((one for one in own_words(case_id, actor=actor) if one.subject == subject), None)
    if word is None and Batch.objects.filter(sender=actor.sender, key=key).exists():
        return ActResult(selected=1, moved=1, skipped=())
    if word is None:
        raise Conflict("too-late", case=case_id)
    bring = receive if word.is_awaited else say
    return bring(case_id=case_id, message=word.message, subjects=[subject], actor=actor, key=key, now=now)
