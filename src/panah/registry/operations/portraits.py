"""Recording how somebody looks today; the earlier portrait stays in the record with its days."""

import hashlib

from panah.audit.sealed_files import put_away
from panah.foundation.errors import InvalidInput
from panah.registry.models import LifeEvent, Person, Portrait
from panah.registry.operations.moving import household_of
from panah.registry.operations.recording import live, recording
from panah.registry.rules.portraits import make_portrait
from panah.registry.values import Entry
from panah.registry.words import EventKind


def record_portrait(*, entry: Entry, person: Person, data: bytes) -> LifeEvent | None:
    """Record a portrait from a day on; the same picture again changes nothing and gives None.

    Raises InvalidInput (`upload-empty` and what `make_portrait` raises); the one before then stays.
    """
    if not data:
        raise InvalidInput("upload-empty")
    body = make_portrait(data)
    digest = hashlib.sha256(body).hexdigest()
    before = live(Portrait, person=person)
    if any(one.sha256 == digest for one in before):
        return None
    with recording(EventKind.PORTRAIT, entry, household_of(person)) as event:
        event.about(person, "person")
        event.end(live(Portrait, person=person), entry.on)
        event.state(
            Portrait(
                person=person,
                place=put_away(body, room="portraits", now=entry.now),
                sha256=digest,
                valid_from=entry.on,
            )
        )
    return event.event
