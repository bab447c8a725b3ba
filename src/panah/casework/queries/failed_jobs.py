"""Work behind the pages that came to nothing after its last attempt, as an operator sees it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from panah.casework.models import Case, OutboxMessage, Subject
from panah.casework.models.outbox import FAILED
from panah.casework.queries.reach import Scope, narrowed
from panah.casework.queries.worklist import service_title
from panah.casework.rules import MOST_ATTEMPTS
from panah.organisation.queries import offices_in

MENDERS: Final = frozenset({"operator", "system-desk"})
"""Who sees what failed, and decides what becomes of it."""
PAGE: Final = 50
"""How many at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedJob:
    """A message nobody could deliver: what it was to do (`topic`), for which case, and why it did not."""

    id: int
    topic: str
    case_number: str
    service: str
    trouble: str
    since: datetime


def failed_jobs(scope: Scope, *, persons: Iterable[int] = (), after: int = 0) -> list[FailedJob]:
    """List what failed in the offices of an operator, the oldest first, fifty after a job's number."""
    rows = jobs_of(scope, persons=persons).filter(pk__gt=after).select_related("case").order_by("pk")[:PAGE]
    return [_told(row, row.case) for row in rows if row.case is not None]


def jobs_of(scope: Scope, *, persons: Iterable[int] = ()) -> QuerySet[OutboxMessage]:
    """Give the failed messages an operator may mend; never of their own matter (S8).

    What its consumer gave up itself (`casework.operations.holding`) is mended where that consumer's work is shown.
    """
    given_up = OutboxMessage.objects.filter(state=FAILED, attempts__gte=MOST_ATTEMPTS)
    own = Subject.objects.filter(case=OuterRef("case"), party__in=list(persons))
    return given_up.filter(
        ~Exists(own),
        Q(case__applicant=None) | ~Q(case__applicant=scope.account_id),
        case__office__in=offices_in(narrowed(scope, MENDERS)),
    )


def _told(message: OutboxMessage, case: Case) -> FailedJob:
    return FailedJob(
        id=message.pk,
        topic=message.topic,
        case_number=case.number,
        service=service_title(case.version_id),
        trouble=message.error,
        since=message.created_at,
    )
