"""A batch counts once: the same sender and key give the stored result, another request under it is refused."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError, transaction

from panah.audit.operations import StoredPayload, store_payload
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
        try:
            with transaction.atomic():
                batch = Batch.objects.create(sender=actor.sender, key=key, request_sha=request_sha, at=now)
        except IntegrityError:
            return _stored(actor.sender, key, request_sha)
        payload: StoredPayload | None = store_payload(body=form) if form else None
        result = move(Run(batch=batch.pk, actor_id=actor.account_id, now=now, payload=payload))
        Batch.objects.filter(pk=batch.pk).update(result=json.dumps(asdict(result)))
    return result


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
