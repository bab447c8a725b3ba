"""A batch counts once: the same sender and key give the stored result, another request under it is refused."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from panah.audit.operations import StoredPayload, store_payload
from panah.casework.engine import sql
from panah.casework.engine.authority import Actor
from panah.casework.engine.run import Run
from panah.casework.models import Batch
from panah.casework.rules import ActResult, Skipped
from panah.foundation.canonical import Canonical
from panah.foundation.errors import Conflict, InvalidInput


def once(
    *,
    actor: Actor,
    key: str,
    request_sha: str,
    form: Mapping[str, Canonical],
    now: datetime,
    move: Callable[[Run], ActResult],
) -> ActResult:
    """Run `move` in one transaction under an idempotency key, or give the result it had before.

    Raises InvalidInput("key-used") when the key was used for another request (HTTP 422).
    """
    if not key:
        raise InvalidInput("key-missing")
    with transaction.atomic():
        batch = begin(actor.sender, key, request_sha, now)
        if batch is None:
            return _stored(actor.sender, key, request_sha)
        payload: StoredPayload | None = store_payload(body=form) if form else None
        result = move(Run(batch=batch, actor_id=actor.account_id, now=now, payload=payload))
        finish(batch, json.dumps(asdict(result)))
    return result


def begin(sender: str, key: str, request_sha: str, now: datetime) -> int | None:
    """Open the batch of a sender's key and return its number; None when it was opened before.

    Of two who begin at once the second waits for the first, and is then told that it was opened.
    """
    made = sql.rows(
        """
        INSERT INTO casework_batch (sender, key, request_sha, at, result) VALUES (%s, %s, %s, %s, '')
        ON CONFLICT (sender, key) DO NOTHING RETURNING id
        """,
        [sender, key, request_sha, now],
    )
    return int(str(made[0][0])) if made else None


def finish(batch: int, result: str) -> None:
    """Keep what a batch came to."""
    sql.run("UPDATE casework_batch SET result = %s WHERE id = %s", [result, batch])


def _stored(sender: str, key: str, request_sha: str) -> ActResult:
    batch = Batch.objects.get(sender=sender, key=key)
    if batch.request_sha != request_sha:
        raise InvalidInput("key-used", key=key)
    if not batch.result:
        raise Conflict("still-running", key=key)
    stored = json.loads(batch.result)
    return ActResult(
        selected=stored["selected"],
        moved=stored["moved"],
        skipped=tuple(Skipped(**one) for one in stored["skipped"]),
    )
