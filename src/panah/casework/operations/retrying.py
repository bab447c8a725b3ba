"""What an operator does about work that came to nothing: let it be done again, once what stood in its way is gone."""

from datetime import datetime

from django.db import transaction

from panah.casework.engine.authority import Actor
from panah.casework.models import OutboxMessage
from panah.casework.operations.locking import locked_case
from panah.casework.operations.noting import note
from panah.casework.queries.failed_jobs import MENDERS, jobs_of
from panah.foundation.errors import NotFound


def retry_job(*, job_id: int, actor: Actor, now: datetime) -> None:
    """Let a failed message be delivered again, with all its attempts before it; consumers know it by its key.

    Raises NotFound("job-unknown"), also for one that somebody else let go on already.
    """
    scope = actor.scope
    if scope is None:
        raise NotFound("job-unknown", job=job_id)
    with transaction.atomic():
        theirs = jobs_of(scope, persons=actor.persons).filter(pk=job_id)
        found = theirs.values_list("case_id", flat=True).first()
        if found is None:
            raise NotFound("job-unknown", job=job_id)
        case = locked_case(found)
        message = OutboxMessage.objects.get(pk=job_id)
        if not theirs.update(state="pending", attempts=0, next_at=now, error=""):
            raise NotFound("job-unknown", job=job_id)
        note(
            case=case,
            kind="job-retried",
            now=now,
            actor_id=actor.account_id,
            role=next(role for role in sorted(MENDERS) if scope.allows(role, case.office.path)),
            word=message.topic,
        )
