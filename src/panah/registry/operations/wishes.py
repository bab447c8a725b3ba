"""Recording how somebody wishes to be told."""

from panah.registry.models import ContactWish, Household, LifeEvent, Person
from panah.registry.operations.recording import live, recording
from panah.registry.values import Entry, Wish
from panah.registry.words import EventKind


def record_wish(*, entry: Entry, household: Household, wish: Wish, person: Person | None = None) -> LifeEvent:
    """Record how a household wishes to be told; with ``person``, how that member does in what is theirs (S29)."""
    owner = {"person_id": person.pk} if person else {"household_id": household.pk}
    with recording(EventKind.WHEREABOUTS, entry, household) as event:
        if person is not None:
            event.about(person, "person")
        event.end(live(ContactWish, **owner), entry.on)
        event.state(
            ContactWish(
                **owner,
                language=wish.language,
                channel=wish.channel,
                can_read=wish.can_read,
                is_shared=wish.is_shared,
                is_quiet=wish.is_quiet,
                valid_from=entry.on,
            )
        )
    return event.event
