"""Whether everything that closed a status says why: another status, two officers, a death, or an event taken back.

A row closed by hand, beside every operation, has nothing of that, and is found.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from panah.registry.models import LifeEventSubject, ResidenceStatus, StatusEnd
from panah.registry.words import EventKind

CLOSES_STATUS = (EventKind.DEATH, EventKind.JOINING)
"""What closes the status of those it is about by itself."""


def statuses_closed_by_hand() -> list[int]:
    """Name the people, by number, of whose statuses one was closed or taken back and nothing says why; two queries."""
    closed = ResidenceStatus.objects.filter(retracted_at=None, valid_until__isnull=False)
    later = Q(valid_from__gte=OuterRef("valid_until"))
    taken_back = ResidenceStatus.objects.filter(retracted_at__isnull=False)
    instead = Q(valid_from__gt=OuterRef("valid_from")) | Q(
        valid_from=OuterRef("valid_from"), valid_until=None
    )
    undone = Q(retracted_by__kind=EventKind.REVERSAL, event=F("retracted_by__reverses"))
    found = {
        *_unexplained(closed, "event", later),
        *_unexplained(taken_back.exclude(undone), "retracted_by", instead),
    }
    return sorted(found)


def _unexplained(rows: QuerySet[ResidenceStatus], cause: str, follows: Q) -> QuerySet[ResidenceStatus, int]:
    """Whose rows the event named by `cause` closed without saying what ended the status or took its place."""
    of_event = {"event": OuterRef(cause), "person": OuterRef("person")}
    about = LifeEventSubject.objects.filter(**of_event)
    another = ResidenceStatus.objects.filter(follows, **of_event).exclude(pk=OuterRef("pk"))
    explained = (
        Q(Exists(StatusEnd.objects.filter(**of_event)))
        | Q(Exists(another))
        | Q(Exists(about), **{f"{cause}__kind__in": CLOSES_STATUS})
    )
    return rows.exclude(explained).values_list("person_id", flat=True)
