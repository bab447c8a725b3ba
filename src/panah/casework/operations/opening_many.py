"""Opening a case for each of many households at once: as many statements for twelve thousand people as for one."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.engine.opening import ManyOpenings, write_openings
from panah.casework.engine.run import Run
from panah.casework.engine.transition import settle
from panah.casework.models import Batch
from panah.casework.operations.batching import begin, finish
from panah.foundation.canonical import digest
from panah.foundation.errors import Conflict, InvalidInput


def open_cases(*, openings: ManyOpenings, actor: Actor, key: str, now: datetime) -> int:
    """Open a case for each household and send all from the start to their first rest; gives how many there are.

    The same key gives the same number again. That the actor may open them is the caller's to know. Raises
    InvalidInput (`start-unknown`, `key-used`), Conflict("still-running").
    """
    asked = digest([openings.version_id, openings.start, *map(str, openings.households.params)]).hex()
    with transaction.atomic():
        batch = begin(actor.sender, key, asked, now)
        if batch is None:
            return _before(actor, key, asked)
        run = Run(batch=batch, actor_id=actor.account_id, now=now)
        opened = write_openings(openings, run)
        settle(run)
        finish(batch, str(opened))
    return opened


def _before(actor: Actor, key: str, asked: str) -> int:
    batch = Batch.objects.get(sender=actor.sender, key=key)
    if batch.request_sha != asked:
        raise InvalidInput("key-used", key=key)
    if not batch.result:
        raise Conflict("still-running", key=key)
    return int(batch.result)
