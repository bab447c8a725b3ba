"""Taking a life event back whole, as long as nothing later rests on it."""

from panah.foundation.errors import Conflict, InvalidInput
from panah.registry.models import FACTS, DossierCustody, Fact, Headship, Household, LifeEvent, Membership
from panah.registry.operations.recording import copied, recording
from panah.registry.values import Entry
from panah.registry.words import EventKind


def reverse_event(*, entry: Entry, event: LifeEvent) -> LifeEvent:
    """Take back all that an event stated and state anew all that it had taken back.

    What is stated anew belongs to the event that first stated it, so that this one can be taken back in turn.
    Nothing is erased: what was known before is still found as known at that moment. A reversal itself is not
    reversed; the event is recorded again.

    Raises InvalidInput("reason-missing", "reversal-of-reversal"), Conflict("already-reversed",
    "later-events" with their ids).
    """
    if not entry.reason.strip():
        raise InvalidInput("reason-missing")
    if event.kind == EventKind.REVERSAL:
        raise InvalidInput("reversal-of-reversal")
    households = _households_of(event)
    with recording(EventKind.REVERSAL, entry, *households, reverses=_unreversed(event)) as undoing:
        stated = [fact for model in FACTS for fact in model._default_manager.filter(event=event)]
        _nothing_rests_on(stated)
        undoing.take_back(*(fact for fact in stated if fact.retracted_at is None))
        undoing.state_again(
            *(
                copied(fact, event_id=fact.event_id)
                for model in FACTS
                for fact in model._default_manager.filter(retracted_by=event).order_by("pk")
            )
        )
        for subject in event.subjects.select_related("person"):
            undoing.about(subject.person, subject.role)
    return undoing.event


def _nothing_rests_on(stated: list[Fact]) -> None:
    """Raise Conflict("later-events") when an event that still stands has changed what this one stated."""
    changed_by = {fact.retracted_by_id for fact in stated if fact.retracted_by_id is not None}
    later = LifeEvent.objects.filter(pk__in=changed_by, reversed_by=None).exclude(kind=EventKind.REVERSAL)
    if events := sorted(later.values_list("pk", flat=True)):
        raise Conflict("later-events", events=events)


def _unreversed(event: LifeEvent) -> LifeEvent:
    if LifeEvent.objects.filter(reverses=event).exists():
        raise Conflict("already-reversed", event=event.pk)
    return event


def _households_of(event: LifeEvent) -> list[Household]:
    ids = {event.household_id} if event.household_id else set()
    for facts in _touched(event):
        ids |= {fact.household_id for fact in facts if isinstance(fact, (Membership, Headship))}
        ids |= {fact.dossier.household_id for fact in facts if isinstance(fact, DossierCustody)}
    told_in_first = sorted(ids, key=lambda pk: (pk != event.household_id, pk))
    return [Household.objects.get(pk=pk) for pk in told_in_first]


def _touched(event: LifeEvent) -> list[list[Fact]]:
    models: tuple[type[Fact], ...] = (Membership, Headship, DossierCustody)
    return [
        [*model._default_manager.filter(event=event), *model._default_manager.filter(retracted_by=event)]
        for model in models
    ]
